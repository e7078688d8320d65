/** What exports need from outside. Interfaces only. */
import type { ExportTrouble } from '#domain/export/export-trouble.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import type { Overview } from '#domain/takings/overview.ts';

/**
 * Why a file is not the last word: one for accounting is `provisional` until the till has closed a day after its days,
 * because more may be posted on them; any is `incomplete` if payments or refunds cannot be read, because their rows are
 * damaged. `unread` has the first of their references, `more` says how many it leaves out.
 */
export type ExportNotice =
  | { readonly why: 'provisional' }
  | {
      readonly why: 'incomplete';
      readonly unread: readonly string[];
      readonly more: number;
      readonly isProvisional: boolean;
    };

export interface WrittenExport {
  readonly fileName: string;
  /** Null if the file has no rows. */
  readonly rows: number | null;
  readonly sha256: string;
  readonly notice?: ExportNotice | undefined;
}

export type Exported =
  ({ readonly written: true } & WrittenExport) | { readonly written: false; readonly why: ExportTrouble };

/** Rows written so far, and rows in all. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportSpan {
  /** Payments and refunds started in [from, to) or, with a preset, posted on their business dates; epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Id of an accounting preset; null for our own format. */
  readonly preset: string | null;
  /** The folder to write to; '' for the till's own. */
  readonly folder: string;
}

/**
 * Writes files with their checksum beside them, off the caller's thread. Every promise rejects on errors that
 * are not expected, such as a journal that cannot be read.
 */
export interface Exporter {
  readonly presets: readonly {
    readonly id: string;
    readonly name: string;
    /** The language of its headings, if it is not English. */
    readonly language?: LanguageName | undefined;
  }[];
  exportPayments(
    span: ExportSpan,
    watch?: { readonly onProgress: (progress: ExportProgress) => void; readonly signal: AbortSignal },
  ): Promise<Exported>;
  /** The Z of a number into a folder; '' for the till's own. */
  exportZ(number: number, folder: string): Promise<Exported>;
  /** The same Z, already rendered as PDF. */
  exportZPdf(number: number, pdf: Uint8Array, folder: string): Promise<Exported>;
  /** What was taken in a range of business days, as the screen shows it. */
  exportOverview(overview: Overview, folder: string): Promise<Exported>;
  /** The audit log. */
  exportAudit(): Promise<Exported>;
  /** The latest reconciliation of a business date; rejects if there is none. */
  exportReconciliation(date: string): Promise<Exported>;
}
