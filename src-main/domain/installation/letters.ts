/** Crockford's base 32: no I, L, O or U, so no letter is mistaken for a digit. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** One character for each byte; only its lowest five bits count. */
export const lettersOf = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join('');
