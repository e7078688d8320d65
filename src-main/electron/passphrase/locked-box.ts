/** AES-256-GCM: without the key and the same purpose, a box cannot be opened, or changed undetected. */
import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce, tag and cipher, concatenated; the nonce is fresh each time. `bound` is the purpose the box is bound to. */
export const sealBox = (key: Buffer, bound: string, content: Buffer): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

/** Throws Error if another key locked it, it was bound to another purpose, or a byte of it has changed. */
export const openBox = (key: Buffer, bound: string, box: Buffer): Buffer => {
  const sealed = box.subarray(NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(bound))
    .setAuthTag(box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
};
