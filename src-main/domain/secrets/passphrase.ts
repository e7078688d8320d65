/** Which passphrases are strong enough. A person who has the data folder can try as many as they like. */

export const LEAST_LETTERS = 14;
export const MOST_LETTERS = 200;
const LEAST_DIFFERENT = 7;
const LEAST_WORDS = 3;

export const PASSPHRASE_FAULTS = ['short', 'long', 'simple', 'word'] as const;
/**
 * `simple`: a few characters repeated. `word`: neither three different words nor mixed characters, such as a single
 * word or only digits.
 */
export type PassphraseFault = (typeof PASSPHRASE_FAULTS)[number];

/** Makes a passphrase the same text however a keyboard composes its letters, and removes invisible blanks around it. */
export const tidyPassphrase = (typed: string): string => typed.normalize('NFKC').trim();

const words = (text: string): readonly string[] =>
  text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/**
 * Whether it mixes at least three kinds of characters: lower case, upper case, digits, letters without case, and signs.
 */
const isMixed = (text: string): boolean =>
  [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /\p{Lo}/u, /[^\p{L}\p{N}\s]/u].filter((kind) => kind.test(text)).length >=
  3;

/** Why a passphrase is too easy to guess, or null. Three different words are enough, and so are mixed characters. */
export const passphraseFault = (typed: string): PassphraseFault | null => {
  const text = tidyPassphrase(typed);
  const letters = Array.from(text);
  if (letters.length < LEAST_LETTERS) return 'short';
  if (letters.length > MOST_LETTERS) return 'long';
  if (new Set(letters).size < LEAST_DIFFERENT) return 'simple';
  return new Set(words(text)).size >= LEAST_WORDS || isMixed(text) ? null : 'word';
};
