/** A journal that comes from elsewhere, row by row, and takes this one's place once it is whole. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Head } from '#domain/journal/chained-row.ts';
import type { PushedRow } from '#domain/office/push.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import type { JournalDraft } from '#services/health/journal-care-port.ts';
import { removeDatabase } from '#sqlite/care/backup.ts';
import { openIfGood } from '#sqlite/care/recover.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { allowSkippedZs } from '#sqlite/file/migrate.ts';
import { isRuined, mainCodeOf } from '#sqlite/file/refusal.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { hashOf } from '#sqlite/tables/hash-chain.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { reachIn } from '#sqlite/tail/reach.ts';
import { awaitRestored, identityIn } from './prepare-restore.ts';
import type { Ending, RestorePorts } from './prepare-restore.ts';
import { restoredDraft } from './restore-note.ts';

/** Whether the rows are to blame, rather than the disk. */
const isOfTheRows = (error: unknown): boolean =>
  error instanceof BrokenJournal ||
  error instanceof z.ZodError ||
  error instanceof SyntaxError ||
  isRuined(error) ||
  mainCodeOf(error) === 'SQLITE_CONSTRAINT';

const orUnsound = <T>(work: () => T): T | 'unsound' => {
  try {
    return work();
  } catch (error) {
    if (isOfTheRows(error)) return 'unsound';
    throw error;
  }
};

/** After such a row the number of the next Z may skip some. */
const losesZs = ([, , type, payload]: PushedRow): boolean => {
  if (type !== 'tail-lost') return false;
  const record = readRecord(payload);
  return record.type === 'tail-lost' && record.zsLost > 0;
};

const adder = (db: Database.Database): ((rows: readonly PushedRow[]) => void) => {
  const insert = db.prepare(
    `INSERT INTO events (sequence, at, reference, type, payload, previous_hash, hash)
     VALUES (@sequence, @at, @reference, @type, @payload, @previousHash, @hash)`,
  );
  const events = eventsTable(db);
  return db.transaction((rows: readonly PushedRow[]) => {
    if (rows.some(losesZs)) allowSkippedZs(db);
    let { sequence, hash: previousHash } = events.head();
    for (const [at, reference, type, payload] of rows) {
      sequence += 1;
      const row = { sequence, at, reference, type, payload, previousHash };
      previousHash = hashOf(row);
      insert.run({ ...row, hash: previousHash });
    }
  });
};

interface Expected {
  readonly installation: string;
  readonly end: Head;
}

/**
 * Where it ends, after it was opened anew, as at a start, and the hashes of all its rows were followed; undefined where it is
 * not what was expected. It is closed in the one file that gets the journal's name.
 */
const checked = (draft: string, { installation, end }: Expected): Ending | undefined => {
  const db = openIfGood(draft, new Map([[end.sequence, end.hash]]));
  if (!db) return undefined;
  try {
    const { sequence, hash, at: lastAt } = reachIn(db)();
    if (sequence !== end.sequence || hash !== end.hash || identityIn(db) !== installation) return undefined;
    // Moves the write-ahead log into that file.
    db.pragma('journal_mode = DELETE');
    return { sequence, hash, lastAt };
  } finally {
    db.close();
  }
};

/** See `JournalCare.draft`. Throws what the disk throws. */
export const journalDraft = (
  ports: Pick<RestorePorts, 'file' | 'anchor'>,
  now: () => number,
): JournalDraft => {
  const draft = `${restoredDraft(ports.file)}.new`;
  removeDatabase(draft);
  const db = openDatabase(draft);
  const add = adder(db);
  const drop = (): void => {
    db.close();
    removeDatabase(draft);
  };
  return {
    add: (rows) => orUnsound(() => add(rows)) !== 'unsound',
    ready: async (expected, office, { by, approvedBy }) => {
      const rebuilt = orUnsound(() => db.transaction(() => rebuildProjections(db))());
      db.close();
      const ending = rebuilt === 'unsound' ? undefined : checked(draft, expected);
      if (!ending) return false;
      await awaitRestored(ports, draft, ending, { backup: null, office, at: now(), by, approvedBy });
      return true;
    },
    drop,
  };
};
