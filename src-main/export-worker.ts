/**
 * A worker thread that does one export and ends: its order comes as workerData, what it has to say goes back as
 * messages, and a message to it breaks it off.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { exportAudit } from './csv/export-audit.ts';
import { exportPayments } from './csv/export-payments.ts';
import { exportReconciliation } from './csv/export-reconciliation.ts';
import { troubleOf } from './csv/export-trouble.ts';
import { exportZ, exportZPdf } from './csv/export-z.ts';
import type { ExportMessage, ExportOrder } from './csv/exporter.ts';

const say = (message: ExportMessage): void => parentPort?.postMessage(message);

const breaking = new AbortController();
parentPort?.once('message', () => breaking.abort());

const carryOut = (order: ExportOrder): Promise<WrittenExport> => {
  switch (order.what) {
    case 'payments':
      return exportPayments(order, {
        onProgress: (progress) => say({ is: 'progress', ...progress }),
        signal: breaking.signal,
      });
    case 'z':
      return exportZ(order);
    case 'z-pdf':
      return exportZPdf(order);
    case 'audit':
      return exportAudit(order);
    case 'reconciliation':
      return exportReconciliation(order);
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

carryOut(workerData as ExportOrder)
  .then(
    (file) => say({ is: 'written', ...file }),
    (error: unknown) => say(failure(error)),
  )
  .finally(() => parentPort?.close());
