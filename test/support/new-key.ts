import { generateKeyPairSync, sign } from 'node:crypto';
import type { SigningKey } from '#services/ports.ts';

/** A signing key for one test. */
export const newKey = (): SigningKey => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    former: [],
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
  };
};
