import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Exported, Exporter, ExportTrouble } from '#services/export/export-ports.ts';
import { Queue } from '#services/queue.ts';
import type { ExportTarget } from './export-file.ts';
import type { ExportWatch, PaymentsOrder } from './export-payments.ts';
import type { OverviewOrder } from './export-overview.ts';
import type { ReconciliationOrder } from './export-reconciliation.ts';
import type { ZOrder, ZPdfOrder } from './export-z.ts';
import { presets } from './presets.ts';

/** What a worker has to write. */
export type ExportOrder =
  | (PaymentsOrder & { readonly what: 'payments' })
  | (ZOrder & { readonly what: 'z' })
  | (ZPdfOrder & { readonly what: 'z-pdf' })
  | (ExportTarget & { readonly what: 'audit' })
  | (ReconciliationOrder & { readonly what: 'reconciliation' })
  | (OverviewOrder & { readonly what: 'overview' });

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

/** A worker's message: its progress any number of times, then once its result. */
export type ExportMessage = z.infer<typeof messageSchema>;

/** `workerFile` is the built export-worker, `folder` the till's own; the rest goes into every order. */
export interface ExporterOptions extends Omit<ExportTarget, 'makesFolder'> {
  readonly workerFile: string | URL;
  /** Told of every file that is there, before whoever asked for it is. */
  readonly onWritten?: (fileName: string, path: string) => void;
}

const runWorker = (
  workerFile: string | URL,
  workerData: ExportOrder,
  { onProgress, signal }: ExportWatch,
): Promise<Exported> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData });
    const cancel = (): void => worker.postMessage('cancel');
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (data: unknown) => {
      const { data: message, error } = messageSchema.safeParse(data);
      if (!message) reject(new Error('The export worker sent an unreadable message.', { cause: error }));
      else if (message.is === 'progress') onProgress?.({ done: message.done, total: message.total });
      else if (message.is === 'failed') reject(new Error(message.problem));
      else if (message.is === 'in-trouble') resolve({ written: false, why: message.why });
      else {
        const { fileName, rows, sha256 } = message;
        resolve({ written: true, fileName, rows, sha256 });
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', cancel);
      reject(new Error(`The export worker ended without a result (exit code ${code}).`));
    });
  });

/**
 * Runs each export in a new worker thread, so that a year of payments does not delay a sale, and one after the other, so
 * that two exports of the same day do not compete for a file name.
 */
export const openExporter = ({
  workerFile,
  folder: ownFolder,
  onWritten,
  ...defaults
}: ExporterOptions): Exporter => {
  const queue = new Queue();
  const inTurn = (order: ExportOrder, watch: ExportWatch = {}): Promise<Exported> =>
    queue.add(async () => {
      const exported = await runWorker(workerFile, order, watch);
      if (exported.written) onWritten?.(exported.fileName, join(order.folder, exported.fileName));
      return exported;
    });
  const target = (folder: string): ExportTarget =>
    folder === ''
      ? { ...defaults, folder: ownFolder, makesFolder: true }
      : { ...defaults, folder, makesFolder: false };
  return {
    presets: Array.from(presets, ([id, preset]) => ({
      id,
      name: preset.name,
      ...('language' in preset && { language: preset.language }),
    })),
    exportPayments: ({ folder, ...span }, watch) =>
      inTurn({ what: 'payments', ...target(folder), ...span }, watch),
    exportZ: (number, folder) => inTurn({ what: 'z', ...target(folder), number }),
    exportZPdf: (number, pdf, folder) => inTurn({ what: 'z-pdf', ...target(folder), number, pdf }),
    exportAudit: () => inTurn({ what: 'audit', ...target('') }),
    exportOverview: (overview, folder) => inTurn({ what: 'overview', ...target(folder), overview }),
    exportReconciliation: (date) => inTurn({ what: 'reconciliation', ...target(''), date }),
  };
};
