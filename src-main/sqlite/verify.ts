import type Database from 'better-sqlite3';
import { z } from 'zod';
import { openReadOnly } from './database.ts';
import { eventsTable } from './events-table.ts';
import { paymentsTable } from './payments-table.ts';
import { isDamage } from './refusal.ts';
import type { Broken } from './replay.ts';
import { replay } from './replay.ts';
import { hasOurSchema } from './schema.ts';
import { walkChain } from './walk-chain.ts';

export type Verdict =
  | {
      readonly ok: true;
      readonly events: number;
      readonly payments: number;
      /** Hash of the last row: worth writing down elsewhere, because it proves that no row was cut off the end. */
      readonly head: string;
    }
  | Broken;

const STRAY = 'SELECT sequence FROM payments WHERE number > ? ORDER BY sequence LIMIT 1';

/** Compares what the events add up to with what the payments table says. */
const compare = (db: Database.Database): { readonly ok: true; readonly payments: number } | Broken => {
  const table = paymentsTable(db);
  let payments = 0;
  for (const replayed of replay(eventsTable(db))) {
    if (!replayed.ok) return replayed;
    payments += 1;
    if (table.holds(replayed.booked)) continue;
    const { payment, sequence } = replayed.booked;
    return { ok: false, sequence, why: `the payments table tells payment ${payment.reference} differently` };
  }
  const stray = z.int().optional().parse(db.prepare<[number]>(STRAY).pluck().get(payments));
  return stray === undefined
    ? { ok: true, payments }
    : { ok: false, sequence: stray, why: 'the payments table has a payment of which no row tells' };
};

const checkStructure = (db: Database.Database): { readonly ok: true } | Broken => {
  const found = String(db.pragma('integrity_check(1)', { simple: true }));
  if (found !== 'ok') return { ok: false, sequence: null, why: `SQLite finds damage: ${found}` };
  return hasOurSchema(db)
    ? { ok: true }
    : { ok: false, sequence: null, why: 'its tables, indexes or triggers were changed' };
};

const verdictOn = (db: Database.Database, signed: ReadonlyMap<number, string>): Verdict => {
  const chain = walkChain(db, { signed });
  if (!chain.ok) return chain;
  try {
    const compared = compare(db);
    if (!compared.ok) return compared;
    const structure = checkStructure(db);
    if (!structure.ok) return structure;
    return { ok: true, events: chain.sequence, payments: compared.payments, head: chain.hash };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: null, why: `SQLite finds damage: ${String(error)}` };
  }
};

/**
 * Checks a whole journal without writing to it: rows without gaps, every hash, every payload, and that telling the
 * stories again gives the payments table. `signed` are hashes that checkpoints vouch for, by their rows' numbers: those
 * rows must be there and carry them (read the checkpoints before calling, not after). Throws JournalRefused when the file cannot be opened as a journal.
 */
export const verify = (file: string, signed: ReadonlyMap<number, string> = new Map()): Verdict => {
  const { db, close } = openReadOnly(file);
  try {
    // One transaction: a till that is at work meanwhile shows us one moment, not several.
    return db.transaction(() => verdictOn(db, signed))();
  } finally {
    close();
  }
};
