/** Whether a till of this office has made the address of a receipt. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ReceiptToken } from '#domain/office/receipt-path.ts';
import { SIGNATURE_BYTES, signedText } from '#domain/office/receipt-path.ts';
import type { Statements } from '../database/database.ts';

const hashes = z.array(z.strictObject({ hash: z.string() }));

/** So that an unknown station takes as long as a known one. */
const NOBODYS = { hash: '' };

/**
 * By any credential that the till ever had: a receipt is the customer's, and a till that was replaced or revoked since
 * takes none of them back.
 */
export const isGenuine = async (
  { query }: Statements,
  { station, reference, signature }: ReceiptToken,
): Promise<boolean> => {
  const known = hashes.parse(await query('SELECT hash FROM credentials WHERE station = $1', [station]));
  const given = Buffer.from(signature, 'base64url');
  return (known.length === 0 ? [NOBODYS] : known)
    .map(({ hash }) => ({
      hash,
      expected: createHmac('sha256', hash)
        .update(signedText(reference))
        .digest()
        .subarray(0, SIGNATURE_BYTES),
    }))
    .some(({ hash, expected }) => timingSafeEqual(expected, given) && hash !== '');
};
