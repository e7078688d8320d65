/** How a till and the office come to know each other. */
import { z } from 'zod';
import { ALPHABET, lettersOf } from '#domain/installation/letters.ts';
import { tillState } from './till-state.ts';

/** A one-time code that the owner makes and a person types at the till, 'K7M2-9QXT-4D'. */
export const CODE_LETTERS = 10;
/** How long it may be used, once; ms. */
export const CODE_LASTS = 10 * 60_000;

/** `bytes` are at least 10 random bytes. */
export const makeCode = (bytes: Uint8Array): string => lettersOf(bytes.slice(0, CODE_LETTERS));

/** As it is shown and typed. */
export const showCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');

const CODE = new RegExp(`^[${ALPHABET}]{${CODE_LETTERS}}$`);

const MISTAKEN: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** A typed code as the office knows it, however it was grouped; undefined where it is none. */
export const readCode = (typed: string): string | undefined => {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[OIL]/g, (letter) => MISTAKEN[letter] ?? letter);
  return CODE.test(letters) ? letters : undefined;
};

export const enrolment = z.strictObject({
  code: z.string().max(40),
  /** The identity of the installation; see `Mark`. */
  installation: z.string().regex(/^[0-9A-Z]{6}$/),
  state: tillState,
});
export type Enrolment = Readonly<z.infer<typeof enrolment>>;

/** What a till proves itself by from now on; the office keeps only a hash of `credential`. */
export const enrolled = z.strictObject({
  station: z.string().min(1).max(64),
  credential: z.string().min(32).max(200),
  /** As the office calls them. */
  storeName: z.string().max(200),
  stationName: z.string().max(200),
});
export type Enrolled = Readonly<z.infer<typeof enrolled>>;

/**
 * Why the office does not let a till in: the code is not one of its own, has been used, or has expired; the till is known
 * there by this installation already and must be replaced; the store's tills are of another environment, so that training and
 * tests never count as money; too many tries.
 */
export const ENROLMENT_REFUSALS = [
  'unknown-code',
  'used-code',
  'expired-code',
  'known-installation',
  'other-environment',
  'too-many-tries',
] as const;
export type EnrolmentRefusal = (typeof ENROLMENT_REFUSALS)[number];

/** Why a credential is no longer good: the office has revoked it, or the till lives on another computer by now. */
export const CREDENTIAL_REFUSALS = ['unknown', 'revoked', 'replaced'] as const;
export type CredentialRefusal = (typeof CREDENTIAL_REFUSALS)[number];
