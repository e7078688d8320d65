import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { handoverText } from '#domain/secrets/handover.ts';
import { isSignedBy } from '#files/signature.ts';
import { fingerprint } from './fingerprint.ts';

const HANDOVERS = `SELECT payload ->> '$.former' AS former, payload ->> '$.publicKey' AS publicKey,
    payload ->> '$.signature' AS signature
  FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'signing-key-renewed' ORDER BY sequence`;

const handover = z.object({ former: z.string(), publicKey: z.string(), signature: z.string() });

/**
 * Fingerprints of these keys and of their successors, which they have signed for. Never of their predecessors: somebody
 * who rewrites a journal can make their own key sign for ours, but cannot make ours sign for theirs.
 */
export const keysAfter = (db: Database.Database, keys: readonly string[]): readonly string[] => {
  const known = new Set(keys);
  for (const one of z.array(handover).parse(db.prepare(HANDOVERS).all())) {
    const isNamed = known.has(fingerprint(one.former));
    if (isNamed && isSignedBy(one.former, Buffer.from(handoverText(one)), one.signature))
      known.add(fingerprint(one.publicKey));
  }
  return [...known];
};
