/** Work over a whole journal, which takes seconds or minutes once it is long. */
import { z } from 'zod';
import type { Checked } from '#sqlite/check/check-since.ts';
import type { Checkpoint, CheckpointFiles } from '#sqlite/check/checkpoints.ts';
import type { CopyBackup } from '#sqlite/restore/copy-backup.ts';
import type { FinishDraft } from '#sqlite/restore/finish-draft.ts';
import { runInWorker } from './run-in-worker.ts';
import type { JobOptions } from './run-in-worker.ts';

/** Plain data, because it is sent to a worker thread; `file` is the open journal's absolute path. */
export type JournalJob =
  /** Check every row, and the payments and refunds that follow from them. */
  | { readonly what: 'check'; readonly file: string }
  /** Follow the hashes of all rows, and compare those that were signed. */
  | { readonly what: 'walk'; readonly file: string; readonly checkpoints: CheckpointFiles }
  /** Compare the takings with the rows. */
  | { readonly what: 'takings'; readonly file: string }
  /**
   * Copy the journal as it is at one moment into the empty file `draft`, flush it, and check the copy from `from` on.
   */
  | {
      readonly what: 'copy';
      readonly file: string;
      readonly draft: string;
      readonly from: Checkpoint | undefined;
    }
  /** Copy a backup to a path where there is no file, flush it, and check the copy. */
  | ({ readonly what: 'restore' } & CopyBackup)
  /** Make a journal from rows that came from elsewhere, and check it. */
  | ({ readonly what: 'finish' } & FinishDraft);

const checkedSchema = z.union([
  z.strictObject({ ok: z.literal(true), sequence: z.int(), hash: z.string() }),
  z.strictObject({ ok: z.literal(false), sequence: z.int().nullable(), why: z.string() }),
]) satisfies z.ZodType<Checked>;

/** Does the work while the till goes on; null if it was cancelled. Rejects if the file or the disk fails. */
export type JournalWorker = (job: JournalJob, options?: JobOptions) => Promise<Checked | null>;

/** In a worker thread, on a connection of its own. `workerFile` is the built worker. */
export const journalWorker =
  (workerFile: string | URL): JournalWorker =>
  (job, options) =>
    runInWorker({ workerFile, job: { journal: job }, result: checkedSchema.nullable() }, options);

/** So few rows are read faster than a worker starts: in a few milliseconds. */
const FEW_ROWS = 200;

/** Whether work over so many rows is better done in a worker. */
export const isLong = (rows: number): boolean => rows > FEW_ROWS;
