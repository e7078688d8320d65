/** The enrolment code: the owner makes it and a person types it at the till, 'K7M2-9QXT-4D'. */
import { ALPHABET, lettersOf } from '#domain/installation/letters.ts';

export const CODE_LETTERS = 10;

/** `bytes` are at least 10 random bytes. */
export const makeCode = (bytes: Uint8Array): string => lettersOf(bytes.slice(0, CODE_LETTERS));

/** As it is shown and typed. */
export const showCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');

const CODE = new RegExp(`^[${ALPHABET}]{${CODE_LETTERS}}$`);

const MISTAKEN: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** A typed code as the office knows it, however it was grouped; undefined if it is not a code. */
export const readCode = (typed: string): string | undefined => {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[OIL]/g, (letter) => MISTAKEN[letter] ?? letter);
  return CODE.test(letters) ? letters : undefined;
};
