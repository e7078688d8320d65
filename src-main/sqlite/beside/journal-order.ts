/** Work over a whole journal, which takes seconds or minutes once it is long. */
import { z } from 'zod';
import type { Checked } from '#sqlite/check/check-since.ts';
import type { Checkpoint } from '#sqlite/check/checkpoints.ts';
import type { CopyBackup } from '#sqlite/restore/copy-backup.ts';
import type { FinishDraft } from '#sqlite/restore/finish-draft.ts';
import { runInWorker } from './run-worker.ts';
import type { WorkWatch } from './run-worker.ts';

/** Plain data, because it is sent to a worker thread; `file` is the open journal's absolute path. */
export type JournalOrder =
  /** Check every row, and the payments and refunds that follow from them. */
  | { readonly what: 'check'; readonly file: string }
  /** Follow the hashes of all rows, and those that were signed, by their rows' numbers. */
  | { readonly what: 'walk'; readonly file: string; readonly signed: ReadonlyMap<number, string> }
  /** Compare the takings with the rows. */
  | { readonly what: 'takings'; readonly file: string }
  /** Copy the journal as it is at one moment into the empty file `draft`, on the disk, and check the copy from there on. */
  | {
      readonly what: 'copy';
      readonly file: string;
      readonly draft: string;
      readonly from: Checkpoint | undefined;
    }
  /** Copy a backup to where nothing is, on the disk, and check the copy. */
  | ({ readonly what: 'restore' } & CopyBackup)
  /** Make a journal of the rows that have come from elsewhere, and check it. */
  | ({ readonly what: 'finish' } & FinishDraft);

const checkedSchema = z.union([
  z.strictObject({ ok: z.literal(true), sequence: z.int(), hash: z.string() }),
  z.strictObject({ ok: z.literal(false), sequence: z.int().nullable(), why: z.string() }),
]) satisfies z.ZodType<Checked>;

/** Does it while the till goes on; null if it was cancelled. Rejects if the file or the disk lets nobody do it. */
export type WorkBeside = (order: JournalOrder, watch?: WorkWatch) => Promise<Checked | null>;

/** In a worker thread, on a connection of its own. `workerFile` is the built worker. */
export const workBeside =
  (workerFile: string | URL): WorkBeside =>
  (order, watch) =>
    runInWorker({ workerFile, order: { journal: order }, result: checkedSchema.nullable() }, watch);

/** Rows that are read sooner than a worker starts: a few milliseconds. */
const FEW_ROWS = 200;

/** Whether work over so many rows is better done beside the till. */
export const isLong = (rows: number): boolean => rows > FEW_ROWS;
