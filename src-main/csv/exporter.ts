import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { ExportedDay, Exporter } from '#services/ports.ts';
import type { ExportPlace, PaymentsOrder } from './export-payments.ts';

/** What a worker is asked to write. */
export type ExportOrder =
  (PaymentsOrder & { readonly what: 'payments' }) | (ExportPlace & { readonly what: 'audit' });

const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    day: z.strictObject({
      fileName: z.string(),
      rows: z.int(),
      sha256: z.string(),
    }) satisfies z.ZodType<ExportedDay>,
  }),
  z.strictObject({ ok: z.literal(false), problem: z.string() }),
]);

/** What the worker says, once. */
export type ExportAnswer = z.infer<typeof answerSchema>;

/** `workerFile` is the built export-worker; the rest goes along with every order. */
export interface ExporterOptions extends ExportPlace {
  readonly workerFile: string | URL;
}

const runWorker = (workerFile: string | URL, workerData: ExportOrder): Promise<ExportedDay> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData });
    worker.once('message', (message: unknown) => {
      const { data: answer, error } = answerSchema.safeParse(message);
      if (answer?.ok) resolve(answer.day);
      else
        reject(new Error(answer?.problem ?? 'The export gave no answer that makes sense.', { cause: error }));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`The export ended without an answer (exit code ${code}).`));
    });
  });

/**
 * Exports in a worker thread of its own each time, so that a year of payments does not hold up a sale; one after the
 * other, so that two for the same day do not contend for one name.
 */
export const openExporter = ({ workerFile, ...standing }: ExporterOptions): Exporter => {
  let previous: Promise<unknown> = Promise.resolve();
  const inTurn = (order: ExportOrder): Promise<ExportedDay> => {
    const exported = previous.then(() => runWorker(workerFile, order));
    previous = exported.catch(() => undefined);
    return exported;
  };
  return {
    exportPayments: (from, to) => inTurn({ what: 'payments', ...standing, from, to }),
    exportAudit: () => inTurn({ what: 'audit', ...standing }),
  };
};
