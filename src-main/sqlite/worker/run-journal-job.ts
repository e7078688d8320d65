import type Database from 'better-sqlite3';
import { inBackground } from './background.ts';
import { checkCopy } from '#sqlite/restore/backup.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { checkSince } from '#sqlite/check/check-since.ts';
import { signedSlicesIn } from '#sqlite/check/checkpoints.ts';
import { walkSlices } from '#sqlite/check/walk-chain.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { isDamage } from '#sqlite/file/refusal.ts';
import { copyBackup } from '#sqlite/restore/copy-backup.ts';
import type { RunSlices } from '#sqlite/restore/finish-draft.ts';
import { finishDraft } from '#sqlite/restore/finish-draft.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { compareTakings } from '#sqlite/takings/compare-takings.ts';
import { withProgress } from './find-faults.ts';
import type { JournalJob } from './journal-job.ts';
import type { JobOptions } from './run-in-worker.ts';

type OpenJob = Exclude<JournalJob, { readonly what: 'restore' | 'finish' }>;
type CheckJob = Exclude<OpenJob, { readonly what: 'copy' }>;

function* slicesOf(db: Database.Database, job: CheckJob): Generator<unknown, Checked> {
  switch (job.what) {
    case 'check':
      return yield* checkSince(db);
    case 'walk':
      return yield* walkSlices(db, { begun: 'unread', signed: yield* signedSlicesIn(job.checkpoints) });
    case 'takings':
      return (yield* compareTakings(db)) ?? { ok: true, ...eventsTable(db).head() };
    default:
      return job satisfies never;
  }
}

/** Rows between two reports of the progress. */
const PROGRESS_STEP = 10_000;

/** Reports the progress now and then. */
const reporter = (total: number, { onProgress }: JobOptions): ((done: number) => void) => {
  let reported = 0;
  return (done) => {
    if (done < reported + PROGRESS_STEP) return;
    onProgress?.({ done, total });
    reported = done;
  };
};

/** In slices, because a busy thread would not receive the message that cancels it. */
const runSlices =
  (total: number, options: JobOptions): RunSlices =>
  (slices) =>
    inBackground(withProgress(slices, reporter(total, options)), options.signal).result;

const check = async (db: Database.Database, job: CheckJob, options: JobOptions): Promise<Checked | null> => {
  const { sequence } = eventsTable(db).head();
  return (await runSlices(sequence, options)(slicesOf(db, job))) ?? null;
};

const work = async (job: JournalJob, options: JobOptions): Promise<Checked | null> => {
  switch (job.what) {
    case 'restore':
      return copyBackup(job);
    case 'finish':
      return finishDraft(job, runSlices(job.end.sequence, options));
    case 'check':
    case 'walk':
    case 'takings':
    case 'copy':
      return workOnJournal(job, options);
    default:
      return job satisfies never;
  }
};

const workOnJournal = async (job: OpenJob, options: JobOptions): Promise<Checked | null> => {
  const { db, close } = openReadOnly(job.file);
  try {
    // One transaction sees one moment, while the till goes on writing.
    db.exec('BEGIN');
    if (job.what !== 'copy') return await check(db, job, options);
    eventsTable(db).head();
    await db.backup(job.draft);
    return checkCopy(job.draft, job.from);
  } finally {
    close();
  }
};

/** Does a job in a worker; null if it was cancelled. */
export const runJournalJob = async (job: JournalJob, options: JobOptions): Promise<Checked | null> => {
  try {
    return await work(job, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: null, why: `SQLite finds damage: ${String(error)}` };
  }
};
