import type Database from 'better-sqlite3';
import { sealedText } from '#domain/report.ts';
import { dayBookIn } from './day-book.ts';
import type { Broken } from './replay.ts';
import { closedDay } from './report-rows.ts';
import { isSignedBy } from './signing-key.ts';

/** The first closed day whose signature is not over what it says. A till without a key closes days unsigned. */
export const wronglySealed = (db: Database.Database): Broken | undefined => {
  const book = dayBookIn(db);
  for (const { number } of book.closedDays(Number.MAX_SAFE_INTEGER).toReversed()) {
    const closed = book.closedDay(number);
    if (!closed) continue;
    const { seal } = closed.record;
    const signed = Buffer.from(sealedText(closedDay.strip().parse(closed.record)));
    if (seal && !isSignedBy(seal.publicKey, signed, seal.signature))
      return {
        ok: false,
        sequence: closed.sequence,
        why: `the signature of Z ${number} is not over what it says`,
      };
  }
  return undefined;
};
