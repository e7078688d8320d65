/** Which passphrases are good enough. Whoever has the data folder may try as many as they like. */

export const LEAST_LETTERS = 14;
export const MOST_LETTERS = 200;
const LEAST_DIFFERENT = 7;
const LEAST_WORDS = 3;

export const PASSPHRASE_FAULTS = ['short', 'long', 'simple', 'word'] as const;
/** `simple`: few letters, over and over. `word`: a single word, or digits alone, however long. */
export type PassphraseFault = (typeof PASSPHRASE_FAULTS)[number];

/** The same text, however a keyboard composes its letters, and without blanks that nobody sees. */
export const tidyPassphrase = (typed: string): string => typed.normalize('NFKC').trim();

const words = (text: string): readonly string[] =>
  text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** Letters of at least three of: small, capital, digits, others; or of a script without capitals. */
const isMixed = (text: string): boolean =>
  [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /\p{Lo}/u, /[^\p{L}\p{N}\s]/u].filter((kind) => kind.test(text)).length >=
  3;

/** Why a passphrase is too easy to guess, or null. Several words are good, and so are mixed letters. */
export const passphraseFault = (typed: string): PassphraseFault | null => {
  const text = tidyPassphrase(typed);
  const letters = Array.from(text);
  if (letters.length < LEAST_LETTERS) return 'short';
  if (letters.length > MOST_LETTERS) return 'long';
  if (new Set(letters).size < LEAST_DIFFERENT) return 'simple';
  return new Set(words(text)).size >= LEAST_WORDS || isMixed(text) ? null : 'word';
};
