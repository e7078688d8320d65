import { sought } from './sought.ts';

/** One option of a long list. */
export interface Choosable {
  readonly value: string;
  readonly label: string;
}

/** Chinese has no blanks between words. */
const HAN = /\p{Script=Han}/u;

const wordsIn = (text: string): readonly string[] =>
  sought(text)
    .split(/[^\p{L}\p{N}+]+/u)
    .filter(Boolean);

/**
 * The options in which each typed word begins a word, or in Chinese is a part of one, ignoring accents; all options if
 * nothing is typed.
 */
export const matching = (options: readonly Choosable[], typed: string): readonly Choosable[] => {
  const wanted = wordsIn(typed);
  return options.filter(({ value, label }) => {
    const words = wordsIn(`${value} ${label}`);
    return wanted.every((part) =>
      words.some((word) => word.startsWith(part) || (HAN.test(part) && word.includes(part))),
    );
  });
};
