/** Files for people and programs elsewhere, as the services ask for them. Interfaces only. */

export interface WrittenExport {
  readonly fileName: string;
  /** Null where the file has none. */
  readonly rows: number | null;
  readonly sha256: string;
}

/** What keeps an export from being written; then nothing half-written stays behind. */
export type ExportTrouble = 'folder-gone' | 'folder-refused' | 'disk-full' | 'cancelled';

export type Exported =
  ({ readonly written: true } & WrittenExport) | { readonly written: false; readonly why: ExportTrouble };

/** Rows gone through, and how many there are. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportSpan {
  /** Payments and refunds started in [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Id of an accounting preset; null for the whole file. */
  readonly preset: string | null;
  /** Where to; '' for the till's own folder. */
  readonly folder: string;
}

/**
 * Writes files with their checksum beside them, off the caller's thread. Every promise rejects where something went wrong
 * that has no words, such as a journal that cannot be read.
 */
export interface Exporter {
  readonly presets: readonly { readonly id: string; readonly name: string }[];
  exportPayments(
    span: ExportSpan,
    watch?: { readonly onProgress: (progress: ExportProgress) => void; readonly signal: AbortSignal },
  ): Promise<Exported>;
  /** The Z of a number into a folder; '' for the till's own. */
  exportZ(number: number, folder: string): Promise<Exported>;
  /** The same Z, set as a PDF by somebody else. */
  exportZPdf(number: number, pdf: Uint8Array, folder: string): Promise<Exported>;
  /** Everything in the journal that says who did what. */
  exportAudit(): Promise<Exported>;
  /** The newest comparison of a business date with the gateway's list; rejects where there is none. */
  exportReconciliation(date: string): Promise<Exported>;
}
