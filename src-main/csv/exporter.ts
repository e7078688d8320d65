import { join } from 'node:path';
import { z } from 'zod';
import { EXPORT_TROUBLES } from '#domain/export/export-trouble.ts';
import type { Exported, Exporter } from '#services/export/export-ports.ts';
import { Queue } from '#services/queue.ts';
import { runInWorker } from '#sqlite/worker/run-in-worker.ts';
import type { JobOptions } from '#sqlite/worker/run-in-worker.ts';
import type { ExportTarget } from './export-file.ts';
import type { PaymentsExport } from './export-payments.ts';
import type { OverviewExport } from './export-overview.ts';
import type { ReconciliationExport } from './export-reconciliation.ts';
import type { ZExport, ZPdfExport } from './export-z.ts';
import { presets } from './presets.ts';

/** Which export a worker has to write. */
export type ExportJob =
  | (PaymentsExport & { readonly what: 'payments' })
  | (ZExport & { readonly what: 'z' })
  | (ZPdfExport & { readonly what: 'z-pdf' })
  | (ExportTarget & { readonly what: 'audit' })
  | (ReconciliationExport & { readonly what: 'reconciliation' })
  | (OverviewExport & { readonly what: 'overview' });

const exportedSchema = z.discriminatedUnion('written', [
  z.strictObject({
    written: z.literal(true),
    fileName: z.string(),
    rows: z.int().nullable(),
    sha256: z.string(),
    notice: z
      .discriminatedUnion('why', [
        z.strictObject({ why: z.literal('provisional') }),
        z.strictObject({
          why: z.literal('incomplete'),
          unread: z.array(z.string()).readonly(),
          more: z.int(),
          isProvisional: z.boolean(),
        }),
      ])
      .optional(),
  }),
  z.strictObject({ written: z.literal(false), why: z.enum(EXPORT_TROUBLES) }),
]) satisfies z.ZodType<Exported>;

/** `workerFile` is the built worker, `folder` the till's own; the rest goes into every job. */
export interface ExporterOptions extends Omit<ExportTarget, 'makesFolder'> {
  readonly workerFile: string | URL;
  /** Called for every file written, before its export resolves. */
  readonly onWritten?: (fileName: string, path: string) => void;
}

/**
 * Runs each export in a new worker thread, so that a year of payments does not delay a sale. Exports run one after
 * another, so that two of the same day do not compete for a file name.
 */
export const openExporter = ({
  workerFile,
  folder: ownFolder,
  onWritten,
  ...defaults
}: ExporterOptions): Exporter => {
  const queue = new Queue();
  const inTurn = (job: ExportJob, options?: JobOptions): Promise<Exported> =>
    queue.add(async () => {
      const exported = await runInWorker(
        { workerFile, job: { export: job }, result: exportedSchema },
        options,
      );
      if (exported.written) onWritten?.(exported.fileName, join(job.folder, exported.fileName));
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
    exportPayments: ({ folder, ...span }, options) =>
      inTurn({ what: 'payments', ...target(folder), ...span }, options),
    exportZ: (number, folder) => inTurn({ what: 'z', ...target(folder), number }),
    exportZPdf: (number, pdf, folder) => inTurn({ what: 'z-pdf', ...target(folder), number, pdf }),
    exportAudit: () => inTurn({ what: 'audit', ...target('') }),
    exportOverview: (overview, folder) => inTurn({ what: 'overview', ...target(folder), overview }),
    exportReconciliation: (date) => inTurn({ what: 'reconciliation', ...target(''), date }),
  };
};
