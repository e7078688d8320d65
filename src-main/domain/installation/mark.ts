import { lettersOf } from './letters.ts';

/**
 * The part of every reference that names the till that made it.
 *
 * `identity` identifies the installation. It is created at random with the journal and stored in it. It moves to a new
 * PC with the journal, and tells apart tills with the same TerminalID.
 *
 * `opening` is created each time the journal is opened. Two copies of a journal, as on a cloned PC, have the same
 * identity and continue with the same running numbers; nothing tells which of them is the original. But each is opened
 * separately, so they never make the same reference, and neither ever shows or counts the other's payments or gets an
 * answer about them.
 */
export interface Mark {
  readonly identity: string;
  readonly opening: string;
}

export const IDENTITY_LENGTH = 6;
export const OPENING_LENGTH = 4;

/** `bytes` are at least 6 random bytes. */
export const makeIdentity = (bytes: Uint8Array): string => lettersOf(bytes.slice(0, IDENTITY_LENGTH));

/** `bytes` are at least 4 random bytes. */
export const makeOpening = (bytes: Uint8Array): string => lettersOf(bytes.slice(0, OPENING_LENGTH));

/** As in a reference: 'Q4ZK7MA3F8'. */
export const markText = ({ identity, opening }: Mark): string => `${identity}${opening}`;
