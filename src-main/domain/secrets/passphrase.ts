/** Which passphrases are strong enough. A person who has the data folder can try as many as they like. */

const MIN_LENGTH = 14;
export const MAX_LENGTH = 200;
const MIN_DIFFERENT = 7;
const MIN_WORDS = 3;

/**
 * `simple`: a few characters repeated. `word`: neither three different words nor mixed characters, such as a single
 * word or only digits.
 */
export type PassphraseFault = 'short' | 'long' | 'simple' | 'word';

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
  if (letters.length < MIN_LENGTH) return 'short';
  if (letters.length > MAX_LENGTH) return 'long';
  if (new Set(letters).size < MIN_DIFFERENT) return 'simple';
  return new Set(words(text)).size >= MIN_WORDS || isMixed(text) ? null : 'word';
};
