/**
 * A worker thread that does one long piece of work, such as an export or a check of the whole journal, and ends. Its
 * order comes as workerData, progress and result go back as messages, and any message to it cancels the work.
 */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Exported, WrittenExport } from '#services/export/export-ports.ts';
import { doJournalOrder } from '#sqlite/beside/do-journal-order.ts';
import type { JournalOrder } from '#sqlite/beside/journal-order.ts';
import type { WorkerMessage, WorkWatch } from '#sqlite/beside/run-worker.ts';
import { exportAudit } from './csv/export-audit.ts';
import { exportOverview } from './csv/export-overview.ts';
import { exportPayments } from './csv/export-payments.ts';
import { exportReconciliation } from './csv/export-reconciliation.ts';
import { troubleOf } from './csv/export-trouble.ts';
import { exportZ, exportZPdf } from './csv/export-z.ts';
import type { ExportOrder } from './csv/exporter.ts';

/**
 * The windows come first. On Linux this number means only this thread; elsewhere it would be the whole till. Not the
 * lowest priority: if another program is busy all day, the work would never end.
 */
const THIS_THREAD = 0;
if (process.platform === 'linux') setPriority(THIS_THREAD, constants.priority.PRIORITY_BELOW_NORMAL);

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

const cancelling = new AbortController();
parentPort?.once('message', () => cancelling.abort());
const watch: WorkWatch = {
  onProgress: (progress) => send({ is: 'progress', ...progress }),
  signal: cancelling.signal,
};

const write = (order: ExportOrder): Promise<WrittenExport> => {
  switch (order.what) {
    case 'payments':
      return exportPayments(order, watch);
    case 'z':
      return exportZ(order);
    case 'z-pdf':
      return exportZPdf(order);
    case 'audit':
      return exportAudit(order);
    case 'reconciliation':
      return exportReconciliation(order);
    case 'overview':
      return exportOverview(order);
    default:
      return order satisfies never;
  }
};

const exported = async (order: ExportOrder): Promise<Exported> => {
  try {
    return { written: true, ...(await write(order)) };
  } catch (error) {
    const why = troubleOf(error);
    if (!why) throw error;
    return { written: false, why };
  }
};

const order = workerData as { readonly export: ExportOrder } | { readonly journal: JournalOrder };
const working = 'journal' in order ? doJournalOrder(order.journal, watch) : exported(order.export);

working
  .then(
    (result) => send({ is: 'done', result }),
    (error: unknown) =>
      send({ is: 'failed', problem: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => parentPort?.close());
