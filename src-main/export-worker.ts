/** A worker thread that does one export and ends: its order comes as workerData, its answer goes back as a message. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportedDay } from '#services/ports.ts';
import { exportAudit } from './csv/export-audit.ts';
import { exportPayments } from './csv/export-payments.ts';
import type { ExportAnswer, ExportOrder } from './csv/exporter.ts';

const answer = (message: ExportAnswer): void => parentPort?.postMessage(message);

const carryOut = (order: ExportOrder): Promise<ExportedDay> => {
  switch (order.what) {
    case 'payments':
      return exportPayments(order);
    case 'audit':
      return exportAudit(order);
    default:
      return order satisfies never;
  }
};

carryOut(workerData as ExportOrder).then(
  (day) => answer({ ok: true, day }),
  (error: unknown) => answer({ ok: false, problem: error instanceof Error ? error.message : String(error) }),
);
