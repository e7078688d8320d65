/** One option of a long list. */
export interface Choosable {
  readonly value: string;
  readonly label: string;
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The options in which each typed word begins a word, ignoring accents; all options if nothing is typed. */
export const matching = (options: readonly Choosable[], typed: string): readonly Choosable[] => {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const wordsOf = ({ value, label }: Choosable): readonly string[] =>
    folded(`${value} ${label}`).split(/[^\p{L}\p{N}+]+/u);
  return options.filter((option) => {
    const words = wordsOf(option);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
};
