/** A worker thread that does one export and ends: its order comes as workerData, its answer goes back as a message. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportOrder } from './csv/export-payments.ts';
import { exportPayments } from './csv/export-payments.ts';
import type { ExportAnswer } from './csv/exporter.ts';

const answer = (message: ExportAnswer): void => parentPort?.postMessage(message);

exportPayments(workerData as ExportOrder).then(
  (day) => answer({ ok: true, day }),
  (error: unknown) => answer({ ok: false, problem: error instanceof Error ? error.message : String(error) }),
);
