import type Database from 'better-sqlite3';
import { inBackground } from './background.ts';
import { checkCopy } from '#sqlite/restore/backup.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { checkSince } from '#sqlite/check/check-since.ts';
import { walkSlices } from '#sqlite/check/walk-chain.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { isDamage } from '#sqlite/file/refusal.ts';
import { copyBackup } from '#sqlite/restore/copy-backup.ts';
import type { RunSlices } from '#sqlite/restore/finish-draft.ts';
import { finishDraft } from '#sqlite/restore/finish-draft.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { compareTakings } from '#sqlite/takings/compare-takings.ts';
import { toldBy } from './find-faults.ts';
import type { JournalOrder } from './journal-order.ts';
import type { WorkWatch } from './run-worker.ts';

type OpenOrder = Exclude<JournalOrder, { readonly what: 'restore' | 'finish' }>;
type CheckOrder = Exclude<OpenOrder, { readonly what: 'copy' }>;

function* slicesOf(db: Database.Database, order: CheckOrder): Generator<unknown, Checked> {
  switch (order.what) {
    case 'check':
      return yield* checkSince(db);
    case 'walk':
      return yield* walkSlices(db, { begun: 'unread', signed: order.signed });
    case 'takings':
      return (yield* compareTakings(db)) ?? { ok: true, ...eventsTable(db).head() };
    default:
      return order satisfies never;
  }
}

/** Rows between two reports of the progress. */
const PROGRESS_STEP = 10_000;

/** Reports the progress now and then. */
const reporter = (total: number, { onProgress }: WorkWatch): ((done: number) => void) => {
  let told = 0;
  return (done) => {
    if (done < told + PROGRESS_STEP) return;
    onProgress?.({ done, total });
    told = done;
  };
};

/** In slices, because a busy thread would not receive the message that cancels it. */
const runSlices =
  (total: number, watch: WorkWatch): RunSlices =>
  (slices) =>
    inBackground(toldBy(slices, reporter(total, watch)), watch.signal).result;

const check = async (db: Database.Database, order: CheckOrder, watch: WorkWatch): Promise<Checked | null> => {
  const { sequence } = eventsTable(db).head();
  return (await runSlices(sequence, watch)(slicesOf(db, order))) ?? null;
};

const work = async (order: JournalOrder, watch: WorkWatch): Promise<Checked | null> => {
  switch (order.what) {
    case 'restore':
      return copyBackup(order);
    case 'finish':
      return finishDraft(order, runSlices(order.end.sequence, watch));
    case 'check':
    case 'walk':
    case 'takings':
    case 'copy':
      return workOnJournal(order, watch);
    default:
      return order satisfies never;
  }
};

const workOnJournal = async (order: OpenOrder, watch: WorkWatch): Promise<Checked | null> => {
  const { db, close } = openReadOnly(order.file);
  try {
    // One transaction sees one moment, while the till goes on writing.
    db.exec('BEGIN');
    if (order.what !== 'copy') return await check(db, order, watch);
    eventsTable(db).head();
    await db.backup(order.draft);
    return checkCopy(order.draft, order.from);
  } finally {
    close();
  }
};

/** Carries out an order in a worker; null if it was cancelled. */
export const doJournalOrder = async (order: JournalOrder, watch: WorkWatch): Promise<Checked | null> => {
  try {
    return await work(order, watch);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: null, why: `SQLite finds damage: ${String(error)}` };
  }
};
