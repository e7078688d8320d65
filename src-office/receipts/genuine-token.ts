/** Checks that a till of this office made a receipt's address. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ReceiptToken } from '#domain/office/receipt-path.ts';
import { SIGNATURE_BYTES, signedText } from '#domain/office/receipt-path.ts';
import type { Statements } from '../database/database.ts';

const hashes = z.array(z.strictObject({ hash: z.string() }));

/** Checked for an unknown station, so that it takes as long as a known one. */
const NOBODYS = { hash: '' };

/**
 * Accepts any credential that the till ever had: customers keep their receipts even if the till was replaced or revoked
 * since.
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
