/**
 * A worker thread that does one long piece of work, such as an export or a check of the whole journal, and ends. Its
 * job comes as workerData, progress and result go back as messages, and any message to it cancels the work.
 */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Exported, WrittenExport } from '#services/export/export-ports.ts';
import { runJournalJob } from '#sqlite/worker/run-journal-job.ts';
import type { JournalJob } from '#sqlite/worker/journal-job.ts';
import type { WorkerMessage, JobOptions } from '#sqlite/worker/run-in-worker.ts';
import { exportAudit } from './csv/export-audit.ts';
import { exportOverview } from './csv/export-overview.ts';
import { exportPayments } from './csv/export-payments.ts';
import { exportReconciliation } from './csv/export-reconciliation.ts';
import { troubleOf } from './csv/export-trouble.ts';
import { exportZ, exportZPdf } from './csv/export-z.ts';
import type { ExportJob } from './csv/exporter.ts';

/**
 * The windows come first. On Linux this number means only this thread; elsewhere it would be the whole till. Not the
 * lowest priority: if another program is busy all day, the work would never end.
 */
const THIS_THREAD = 0;
if (process.platform === 'linux') setPriority(THIS_THREAD, constants.priority.PRIORITY_BELOW_NORMAL);

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

const cancelling = new AbortController();
parentPort?.once('message', () => cancelling.abort());
const options: JobOptions = {
  onProgress: (progress) => send({ is: 'progress', ...progress }),
  signal: cancelling.signal,
};

const write = (job: ExportJob): Promise<WrittenExport> => {
  switch (job.what) {
    case 'payments':
      return exportPayments(job, options);
    case 'z':
      return exportZ(job);
    case 'z-pdf':
      return exportZPdf(job);
    case 'audit':
      return exportAudit(job);
    case 'reconciliation':
      return exportReconciliation(job);
    case 'overview':
      return exportOverview(job);
    default:
      return job satisfies never;
  }
};

const exported = async (job: ExportJob): Promise<Exported> => {
  try {
    return { written: true, ...(await write(job)) };
  } catch (error) {
    const why = troubleOf(error);
    if (!why) throw error;
    return { written: false, why };
  }
};

const job = workerData as { readonly export: ExportJob } | { readonly journal: JournalJob };
const working = 'journal' in job ? runJournalJob(job.journal, options) : exported(job.export);

working
  .then(
    (result) => send({ is: 'done', result }),
    (error: unknown) =>
      send({ is: 'failed', problem: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => parentPort?.close());
