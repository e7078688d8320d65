import { lettersOf } from './letters.ts';

/**
 * What every reference carries of the till that made it.
 *
 * `identity` is the installation's: made at random once, together with its journal, and kept in it. Whoever moves the
 * journal to a new PC takes it along. Tills with the same TerminalID differ by it.
 *
 * `opening` is made anew whenever the journal is opened. Two copies of a journal, as on a cloned PC, have the same
 * identity and count on with the same running numbers; nothing in a copy can tell which one is the original. Yet each
 * opens by itself, so from then on no two of their references are alike: neither can be answered with, show or count a
 * payment of the other's.
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

/** As it stands in a reference: 'Q4ZK7MA3F8'. */
export const markText = ({ identity, opening }: Mark): string => `${identity}${opening}`;
