/** A journal that comes from elsewhere, row by row, and takes this one's place once it is complete. */
import Database from 'better-sqlite3';
import type { PushedRow } from '#domain/office/push.ts';
import { hasRoomFor } from '#domain/office/restore-room.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import type { DraftOptions, JournalDraft } from '#services/health/journal-care-port.ts';
import { removeDatabase } from '#sqlite/restore/backup.ts';
import { inBackground } from '#sqlite/worker/background.ts';
import { isLong } from '#sqlite/worker/journal-job.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { allowSkippedZs } from '#sqlite/file/migrate.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { chainedInsert } from '#sqlite/tables/hash-chain.ts';
import { reachIn } from '#sqlite/rows/reach.ts';
import { sizeOf } from '#sqlite/file/disk-space.ts';
import type { FinishDraft } from '#sqlite/restore/finish-draft.ts';
import { finishDraft, isRowFault } from '#sqlite/restore/finish-draft.ts';
import { awaitRestored } from './prepare-restore.ts';
import type { Ending, RestorePorts } from './prepare-restore.ts';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';

const orUnsound = <T>(work: () => T): T | 'unsound' => {
  try {
    return work();
  } catch (error) {
    if (isRowFault(error)) return 'unsound';
    throw error;
  }
};

/** Whether the next Z's number may skip some after this row. */
const losesZs = ([, , type, payload]: PushedRow): boolean => {
  if (type !== 'tail-lost') return false;
  const record = readRecord(payload);
  return record.type === 'tail-lost' && record.zsLost > 0;
};

const adder = (db: Database.Database): ((rows: readonly PushedRow[]) => void) => {
  const insert = chainedInsert(db);
  const events = eventsTable(db);
  return db.transaction((rows: readonly PushedRow[]) => {
    if (rows.some(losesZs)) allowSkippedZs(db);
    let head = events.head();
    for (const [at, reference, type, payload] of rows) head = insert(head, { at, reference, type, payload });
  });
};

/** Where the draft ends, and when its last row was written. */
const endingOf = (draft: string): Ending => {
  const db = new Database(draft, { readonly: true, fileMustExist: true });
  try {
    const { sequence, hash, at: lastAt } = reachIn(db)();
    return { sequence, hash, lastAt };
  } finally {
    db.close();
  }
};

type DraftPorts = Pick<RestorePorts, 'file' | 'anchor' | 'worker' | 'freeBytes'>;

/** In slices on this thread if it is short, in a worker if it is long; null if it was stopped. */
const finish = async (
  job: FinishDraft,
  { worker }: Pick<DraftPorts, 'worker'>,
  { onProgress, signal }: DraftOptions,
): Promise<Checked | null> => {
  if (isLong(job.end.sequence))
    return worker({ what: 'finish', ...job }, { onProgress: ({ done }) => onProgress(done), signal });
  return finishDraft(job, (slices) => inBackground(slices, signal).result);
};

/** See `JournalCare.draft`. Throws what the disk throws. */
export const journalDraft = (ports: DraftPorts, now: () => number): JournalDraft => {
  const draft = `${restoredDraft(ports.file)}.new`;
  removeDatabase(draft);
  const free = ports.freeBytes();
  const db = openDatabase(draft);
  const add = adder(db);
  const drop = (): void => {
    db.close();
    removeDatabase(draft);
  };
  return {
    hasRoomFor: (rows) => hasRoomFor(rows, sizeOf(draft) + sizeOf(`${draft}-wal`), free),
    add: (rows) => orUnsound(() => add(rows)) !== 'unsound',
    ready: async (expected, office, { by, approvedBy }, options) => {
      db.close();
      const checked = await finish({ draft, ...expected }, ports, options);
      if (!checked) return 'stopped';
      if (!checked.ok) return 'unsound';
      const ending = endingOf(draft);
      await awaitRestored(ports, draft, ending, { backup: null, office, at: now(), by, approvedBy });
      return 'ready';
    },
    drop,
  };
};
