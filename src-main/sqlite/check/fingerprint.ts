import { createHash } from 'node:crypto';

/** A public key (SPKI, DER, base64), short enough to read out over the phone: 16 hex digits. */
export const fingerprint = (publicKey: string): string =>
  createHash('sha256').update(publicKey, 'base64').digest('hex').slice(0, 16);
