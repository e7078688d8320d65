import { lettersOf } from './letters.ts';

/**
 * How every reference names the till that made it.
 *
 * `identity` is the installation's: made at random with its journal and kept in it. It moves to a new PC with the
 * journal, and tells tills with the same TerminalID apart.
 *
 * `opening` is made whenever the journal is opened. Two copies of a journal, as on a cloned PC, have the same identity
 * and continue with the same running numbers; nothing tells which one is the original. But each is opened by itself, so
 * they never make the same reference, and neither shows, counts or is answered with a payment of the other's.
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
