import type { ExportTrouble } from '#domain/export/export-trouble.ts';
import type { Exported, ExportNotice, ExportProgress } from './export-ports.ts';

/** The progress and result of the export that people wait for. */
export type ExportStatus =
  | { readonly state: 'idle' }
  | ({ readonly state: 'running' } & ExportProgress)
  | {
      readonly state: 'written';
      readonly fileName: string;
      readonly rows: number | null;
      readonly notice?: ExportNotice | undefined;
    }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly why: Exclude<ExportTrouble, 'cancelled'> | 'unexpected' };

export const statusAfter = (exported: Exported): ExportStatus => {
  if (exported.written) {
    const { fileName, rows, notice } = exported;
    return { state: 'written', fileName, rows, ...(notice && { notice }) };
  }
  return exported.why === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', why: exported.why };
};
