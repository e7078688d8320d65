import { createHash, createHmac } from 'node:crypto';
import { SIGNATURE_BYTES, signedText } from '#domain/office/receipt-path.ts';

/** Proves to the office that this till made a receipt's address; see `receiptPath`. */
export const signatureOf = (credential: string, reference: string): string => {
  const key = createHash('sha256').update(credential).digest('hex');
  const signature = createHmac('sha256', key).update(signedText(reference)).digest();
  return signature.subarray(0, SIGNATURE_BYTES).toString('base64url');
};
