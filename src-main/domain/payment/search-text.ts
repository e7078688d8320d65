/** Case and width of letters do not matter: 'TISCH' and 'ｔｉｓｃｈ' find 'Tisch'. */
export const foldedText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Shorter numbers stand in many references by chance, and in the day of every one. */
const LONG_NUMBER = 6;

/** What a payment's words are searched for; null finds nothing. */
export interface SearchedParts {
  readonly inOrder: string | null;
  readonly inReference: string | null;
}

/** `amount` is what the text means as an amount, or null. */
export const searchedParts = (text: string, amount: number | null): SearchedParts => {
  const part = foldedText(text);
  const isShortNumber = amount !== null && text.length < LONG_NUMBER;
  return {
    inOrder: part === '' ? null : part,
    inReference: part.length < 2 || isShortNumber ? null : part,
  };
};
