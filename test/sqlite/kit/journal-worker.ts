import type { Checked } from '#sqlite/check/check-since.ts';
import type { JournalJob, JournalWorker } from '#sqlite/worker/journal-job.ts';
import { journalWorker } from '#sqlite/worker/journal-job.ts';

export const workerFile = new URL('../../../src-main/worker.ts', import.meta.url);

/** Long work in a real worker. */
export const worker = journalWorker(workerFile);

/** Records jobs instead of carrying them out; `answer` decides how each is answered. */
export const noted = (answer: Checked = { ok: true, sequence: 1, hash: '' }) => {
  const jobs: JournalJob[] = [];
  const note: JournalWorker = (job) => {
    jobs.push(job);
    return Promise.resolve(answer);
  };
  return { jobs, worker: note };
};
