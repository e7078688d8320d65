/**
 * A worker thread that runs one export and ends. Its order comes as workerData, progress and result go back as messages,
 * and any message to it cancels the export.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { exportAudit } from './csv/export-audit.ts';
import { exportOverview } from './csv/export-overview.ts';
import { exportPayments } from './csv/export-payments.ts';
import { exportReconciliation } from './csv/export-reconciliation.ts';
import { troubleOf } from './csv/export-trouble.ts';
import { exportZ, exportZPdf } from './csv/export-z.ts';
import type { ExportMessage, ExportOrder } from './csv/exporter.ts';

const send = (message: ExportMessage): void => parentPort?.postMessage(message);

const cancelling = new AbortController();
parentPort?.once('message', () => cancelling.abort());

const run = (order: ExportOrder): Promise<WrittenExport> => {
  switch (order.what) {
    case 'payments':
      return exportPayments(order, {
        onProgress: (progress) => send({ is: 'progress', ...progress }),
        signal: cancelling.signal,
      });
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

const failure = (error: unknown): ExportMessage => {
  const why = troubleOf(error);
  return why
    ? { is: 'in-trouble', why }
    : { is: 'failed', problem: error instanceof Error ? error.message : String(error) };
};

run(workerData as ExportOrder)
  .then(
    (file) => send({ is: 'written', ...file }),
    (error: unknown) => send(failure(error)),
  )
  .finally(() => parentPort?.close());
