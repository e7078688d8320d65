import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { seal, sealedText } from '#domain/day/report.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { isSignedBy } from '#files/signature.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));

/** A Z as it was written, without the defaults that later versions fill in: those were never signed. */
const writtenDay = z.strictObject({
  sequence: z.int(),
  number: z.int(),
  seal: json.pipe(seal.nullable()),
  day: json.pipe(z.record(z.string(), z.unknown())),
});

/** The first Z whose signature does not match its content. A till without a key closes days unsigned. */
export const sealFault = (db: Database.Database): Broken | undefined => {
  const days = db.prepare(
    `SELECT sequence, payload ->> '$.number' AS number, payload -> '$.seal' AS seal,
       json_remove(payload, '$.type', '$.seal') AS day
     FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' ORDER BY sequence`,
  );
  for (const row of days.iterate()) {
    const { sequence, number, seal: signed, day } = writtenDay.parse(row);
    if (signed && !isSignedBy(signed.publicKey, Buffer.from(sealedText(day)), signed.signature))
      return { ok: false, sequence, why: `the signature of Z ${number} is not over what it says` };
  }
  return undefined;
};
