import Database from 'better-sqlite3';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { versionOf } from '#sqlite/file/identity.ts';
import { allowSkippedZs, skipsZs } from '#sqlite/file/migrate.ts';
import { isUnusable } from '#sqlite/file/refusal.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { begunUpTo, walkSlices } from '#sqlite/check/walk-chain.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { projectNewRows } from '#sqlite/rows/project-new-rows.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';

const COLUMNS = 'sequence, at, reference, type, payload, previous_hash, hash';

/** The last row of the source that continues the target's chain without a fault. */
const lastGood = (
  source: Database.Database,
  target: Database.Database,
  signed: ReadonlyMap<number, string>,
): number => {
  const head = eventsTable(target).head();
  const walked = drain(walkSlices(source, { after: head, begun: begunUpTo(target, head.sequence), signed }));
  return walked.ok ? walked.sequence : (walked.sequence ?? head.sequence + 1) - 1;
};

/** Rebuilds the tables; if an event of the target keeps that from being done, only new rows are added to them. */
const bringTablesUpToDate = (target: Database.Database, head: number): void => {
  try {
    target.transaction(() => rebuildProjections(target))();
  } catch (error) {
    if (!isUnreadable(error) && !(error instanceof BrokenJournal)) throw error;
    projectNewRows(target, head);
  }
};

const copyRows = (source: Database.Database, target: Database.Database, upTo: number): number => {
  const { sequence } = eventsTable(target).head();
  if (skipsZs(versionOf(source))) allowSkippedZs(target);
  const insert = target.prepare(`INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const rows = source
    .prepare<[number, number]>(
      `SELECT ${COLUMNS} FROM events WHERE sequence > ? AND sequence <= ? ORDER BY sequence`,
    )
    .raw();
  for (const row of rows.iterate(sequence, upTo)) insert.run(row);
  bringTablesUpToDate(target, sequence);
  return Math.max(0, upTo - sequence);
};

/** As many rows as make sense to this program: a row that does not apply ends them. */
const copySound = (source: Database.Database, target: Database.Database, upTo: number): number => {
  for (let last = upTo; ;) {
    try {
      return target.transaction(() => copyRows(source, target, last))();
    } catch (error) {
      const broken = error instanceof BrokenJournal ? error.fault.sequence : null;
      if (broken === null || broken > last) throw error;
      last = broken - 1;
    }
  }
};

/**
 * Copies from a damaged journal the rows that continue the target's chain, up to the first that cannot be read, does not
 * apply, has a wrong hash or contradicts a signature. `sourceFile` is a copy that may be written to. Returns the number of
 * rows copied; 0 when none can be read. Throws what the target's disk throws.
 */
export const carryOver = (
  sourceFile: string,
  target: Database.Database,
  signed: ReadonlyMap<number, string>,
): number => {
  let source: Database.Database | undefined;
  try {
    source = new Database(sourceFile, { fileMustExist: true });
    source.pragma('trusted_schema = OFF');
    source.pragma('cell_size_check = ON');
    return copySound(source, target, lastGood(source, target, signed));
  } catch (error) {
    if (isUnusable(error) || isUnreadable(error) || error instanceof BrokenJournal) return 0;
    throw error;
  } finally {
    source?.close();
  }
};
