/** Looks for faults in an open journal: in slices on this thread if it is short, in a worker if it is long. */
import type { InBackground } from './background.ts';
import { inBackground } from './background.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import type { Checkpoint, Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import type { JournalJob, JournalWorker } from './journal-job.ts';
import { isLong } from './journal-job.ts';
import type { JobOptions } from './run-in-worker.ts';

export interface FindFaultsPorts {
  /** Absolute path of the journal. */
  readonly file: string;
  /** Does long work in a worker. */
  readonly worker: JournalWorker;
  readonly journal: OpenJournal;
  readonly checkpoints: Checkpoints;
}

/** Each is undefined if it was stopped; only one may run at a time. */
export interface FindFaults {
  /** Of the rows from a checkpoint on. */
  since(from: Checkpoint): Promise<Checked | undefined>;
  /** Of every row and the tables that follow from them; `onProgress` reports progress. */
  inRows(onProgress: (done: number) => void): Promise<Checked | undefined>;
  /** Of every hash, and every signature over one. */
  inHashes(): Promise<Checked | undefined>;
  /** Of the takings; undefined also if they are right. */
  inTakings(): Promise<Broken | undefined>;
  /** Runs slices here. */
  run<T>(slices: () => Generator<unknown, T>): Promise<T | undefined>;
  /** Stops the current check, and starts no other. */
  stop(): void;
}

/** The slices of a check; reports the progress by the row of each slice. */
export function* withProgress<T>(
  slices: Generator<unknown, T>,
  onProgress: (sequence: number) => void,
): Generator<unknown, T> {
  let slice = slices.next();
  for (; slice.done !== true; slice = slices.next()) {
    const { value } = slice;
    if (typeof value === 'object' && value !== null && 'sequence' in value)
      onProgress(Number(value.sequence));
    yield;
  }
  return slice.value;
}

export const openFindFaults = ({ file, worker, journal, checkpoints }: FindFaultsPorts): FindFaults => {
  let running: Pick<InBackground<unknown>, 'stop'> | undefined;
  let stopped = false;
  const run: FindFaults['run'] = async (slices) => {
    if (stopped) return undefined;
    const started = inBackground(slices());
    running = started;
    return started.result;
  };
  const runJob = async (job: JournalJob, options?: JobOptions): Promise<Checked | undefined> => {
    if (stopped) return undefined;
    const cancelling = new AbortController();
    running = { stop: () => cancelling.abort() };
    return (await worker(job, { ...options, signal: cancelling.signal })) ?? undefined;
  };
  const isLongNow = (): boolean => isLong(journal.head().sequence);
  return {
    run,
    since: async (from) => run(() => journal.check(from)),
    inRows: async (onProgress) =>
      isLongNow()
        ? runJob({ what: 'check', file }, { onProgress: ({ done }) => onProgress(done) })
        : run(() => withProgress(journal.check(), onProgress)),
    inHashes: async () => {
      // A year of signatures takes seconds to verify: the worker reads them, too.
      if (isLongNow()) return runJob({ what: 'walk', file, checkpoints: checkpoints.files });
      const signed = await run(() => checkpoints.signedSlices());
      return signed && run(() => journal.walk(signed));
    },
    inTakings: async () => {
      if (!isLongNow()) return run(() => journal.compareTakings());
      const compared = await runJob({ what: 'takings', file });
      return compared?.ok === false ? compared : undefined;
    },
    stop: () => {
      stopped = true;
      running?.stop();
    },
  };
};
