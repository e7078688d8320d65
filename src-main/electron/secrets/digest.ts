import { createHash } from 'node:crypto';

const DIGITS = 32;

/** A short mark of a text that tells whether it has changed: the first 128 bits of its SHA-256, in hex. */
export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
