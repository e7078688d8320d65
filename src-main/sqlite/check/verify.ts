import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { BeforeUpgrade, ReadOnlyDatabase } from '#sqlite/file/database.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { isDamage } from '#sqlite/file/refusal.ts';
import type { Projectable } from '#sqlite/tables/projection.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { BrokenJournal, replayAll, tableFault } from '#sqlite/tables/replay.ts';
import type { StoryTable } from '#sqlite/tables/story-table.ts';
import { paymentStories, refundStories } from '#sqlite/tables/story-table.ts';
import { hasOurSchema } from '#sqlite/file/schema.ts';
import { historyFault } from '#sqlite/history/compare-history.ts';
import { takingsComparison } from '#sqlite/takings/compare-takings.ts';
import type { TakingsTarget } from '#sqlite/takings/takings-tables.ts';
import { sealFault } from './verify-seals.ts';
import { walkChain } from './walk-chain.ts';

export type Verdict =
  | {
      readonly ok: true;
      readonly events: number;
      readonly payments: number;
      /** Hash of the last row. Somebody who keeps it elsewhere can later prove that no row was cut off the end. */
      readonly head: string;
    }
  | Broken;

type Compared = { readonly ok: true; readonly count: number } | Broken;

const stray = <S extends Projectable, E extends { readonly type: string }>(
  db: Database.Database,
  { story: { kind, beginnings } }: StoryTable<S, E>,
): Broken | undefined => {
  const types = beginnings.map((type) => `'${type}'`).join(', ');
  const found = db
    .prepare(
      `SELECT sequence FROM ${kind}s WHERE NOT EXISTS (
         SELECT 1 FROM events WHERE events.reference = ${kind}s.reference AND type IN (${types})
       ) ORDER BY sequence LIMIT 1`,
    )
    .pluck()
    .get();
  const sequence = z.int().optional().parse(found);
  return sequence === undefined
    ? undefined
    : { ok: false, sequence, why: `the ${kind}s table has a ${kind} that no row is about` };
};

/** Compares the replayed events with a table; passes what they took to `takings`. */
const compare = <S extends Projectable, E extends { readonly type: string }>(
  stories: StoryTable<S, E>,
  takings: TakingsTarget,
): Compared => {
  let count = 0;
  for (const replayed of replayAll(stories, takings)) {
    const fault = tableFault(stories, replayed);
    if (fault) return fault;
    count += 1;
  }
  return { ok: true, count };
};

const compareTables = (db: Database.Database): Compared => {
  const payments = paymentStories(db);
  const refunds = refundStories(db);
  const takings = takingsComparison(db);
  const compared = compare(payments, takings);
  if (!compared.ok) return compared;
  const comparedRefunds = compare(refunds, takings);
  if (!comparedRefunds.ok) return comparedRefunds;
  const strays = stray(db, payments) ?? stray(db, refunds);
  return strays ?? historyFault(db) ?? takings.fault() ?? compared;
};

const structureFault = (db: Database.Database): Broken | undefined => {
  const found = String(db.pragma('integrity_check(1)', { simple: true }));
  return found === 'ok' ? undefined : { ok: false, sequence: null, why: `SQLite finds damage: ${found}` };
};

const schemaFault = (db: Database.Database): Broken | undefined =>
  hasOurSchema(db)
    ? undefined
    : { ok: false, sequence: null, why: 'its tables, indexes or triggers were changed' };

const verdictOn = (db: Database.Database, signed: ReadonlyMap<number, string>): Verdict => {
  const chain = walkChain(db, { signed });
  if (!chain.ok) return chain;
  const compared = compareTables(db);
  if (!compared.ok) return compared;
  const fault = sealFault(db) ?? structureFault(db) ?? schemaFault(db);
  if (fault) return fault;
  return { ok: true, events: chain.sequence, payments: compared.count, head: chain.hash };
};

/** Migrating an older format may rebuild tables, which needs sound rows and could hide damage to the file. */
const asWritten =
  (signed: ReadonlyMap<number, string>): BeforeUpgrade =>
  (db) => {
    const chain = walkChain(db, { signed });
    if (!chain.ok) throw new BrokenJournal(chain);
    const structure = structureFault(db);
    if (structure) throw new BrokenJournal(structure);
  };

const verifyOpened = ({ db, close }: ReadOnlyDatabase, signed: ReadonlyMap<number, string>): Verdict => {
  try {
    // One transaction sees one moment, even while a till is writing.
    return db.transaction(() => verdictOn(db, signed))();
  } finally {
    close();
  }
};

/**
 * Checks a whole journal without writing to it: rows without gaps, every hash, every payload, every Z's signature, and
 * that replaying the events gives the tables of payments, refunds, takings and the history. `signed` are the hashes in checkpoints, by their
 * rows' numbers: those rows must exist and have them (read the checkpoints before calling, not after). Throws
 * JournalRefused when the file cannot be opened as a journal.
 */
export const verify = (file: string, signed: ReadonlyMap<number, string> = new Map()): Verdict => {
  try {
    return verifyOpened(openReadOnly(file, asWritten(signed)), signed);
  } catch (error) {
    if (error instanceof BrokenJournal) return error.fault;
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: null, why: `SQLite finds damage: ${String(error)}` };
  }
};
