import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Exported, Exporter, ExportTrouble } from '#services/export/export-ports.ts';
import { Queue } from '#services/queue.ts';
import type { ExportPlace, ExportWatch, PaymentsOrder } from './export-payments.ts';
import type { ReconciliationOrder } from './export-reconciliation.ts';
import type { ZOrder, ZPdfOrder } from './export-z.ts';
import { presets } from './presets.ts';

/** What a worker is asked to write. */
export type ExportOrder =
  | (PaymentsOrder & { readonly what: 'payments' })
  | (ZOrder & { readonly what: 'z' })
  | (ZPdfOrder & { readonly what: 'z-pdf' })
  | (ExportPlace & { readonly what: 'audit' })
  | (ReconciliationOrder & { readonly what: 'reconciliation' });

const TROUBLES = [
  'folder-gone',
  'folder-refused',
  'disk-full',
  'cancelled',
] as const satisfies ExportTrouble[];

const messageSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('progress'), done: z.int(), total: z.int() }),
  z.strictObject({
    is: z.literal('written'),
    fileName: z.string(),
    rows: z.int().nullable(),
    sha256: z.string(),
  }),
  z.strictObject({ is: z.literal('in-trouble'), why: z.enum(TROUBLES) }),
  z.strictObject({ is: z.literal('failed'), problem: z.string() }),
]);

/** What the worker says: its progress as often as it likes, and then once how it ended. */
export type ExportMessage = z.infer<typeof messageSchema>;

/** `workerFile` is the built export-worker; the rest goes along with every order. */
export interface ExporterOptions extends Omit<ExportPlace, 'makesFolder'> {
  readonly workerFile: string | URL;
}

const runWorker = (
  workerFile: string | URL,
  workerData: ExportOrder,
  { onProgress, signal }: ExportWatch,
): Promise<Exported> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData });
    const breakOff = (): void => worker.postMessage('break off');
    if (signal?.aborted) breakOff();
    signal?.addEventListener('abort', breakOff, { once: true });
    worker.on('message', (message: unknown) => {
      const { data: said, error } = messageSchema.safeParse(message);
      if (!said) reject(new Error('The export gave no answer that makes sense.', { cause: error }));
      else if (said.is === 'progress') onProgress?.({ done: said.done, total: said.total });
      else if (said.is === 'failed') reject(new Error(said.problem));
      else if (said.is === 'in-trouble') resolve({ written: false, why: said.why });
      else resolve({ written: true, fileName: said.fileName, rows: said.rows, sha256: said.sha256 });
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', breakOff);
      reject(new Error(`The export ended without an answer (exit code ${code}).`));
    });
  });

/**
 * Exports in a worker thread of its own each time, so that a year of payments does not hold up a sale; one after the
 * other, so that two for the same day do not contend for one name.
 */
export const openExporter = ({ workerFile, folder: own, ...standing }: ExporterOptions): Exporter => {
  const queue = new Queue();
  const inTurn = (order: ExportOrder, watch: ExportWatch = {}): Promise<Exported> =>
    queue.add(() => runWorker(workerFile, order, watch));
  const place = (folder: string): ExportPlace =>
    folder === ''
      ? { ...standing, folder: own, makesFolder: true }
      : { ...standing, folder, makesFolder: false };
  return {
    presets: Array.from(presets, ([id, { name }]) => ({ id, name })),
    exportPayments: ({ folder, ...span }, watch) =>
      inTurn({ what: 'payments', ...place(folder), ...span }, watch),
    exportZ: (number, folder) => inTurn({ what: 'z', ...place(folder), number }),
    exportZPdf: (number, pdf, folder) => inTurn({ what: 'z-pdf', ...place(folder), number, pdf }),
    exportAudit: () => inTurn({ what: 'audit', ...place('') }),
    exportReconciliation: (date) => inTurn({ what: 'reconciliation', ...place(''), date }),
  };
};
