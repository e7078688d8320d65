import { createPublicKey, verify } from 'node:crypto';

/** Whether the base64 signature over `bytes` was made with the private key to this public one (SPKI, DER, base64). */
export const isSignedBy = (publicKey: string, bytes: Uint8Array, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};
