/** What printing needs from outside. Interfaces only. */
import type { PageSize } from '#domain/print/paper-width.ts';
import type { Bitmap, PaperText } from '#domain/print/paper.ts';
import type { Printer } from '#domain/print/printer.ts';
import type { Slip } from '#domain/print/slip.ts';

/** After `silent` and `broke-off`, a part of the slip may be on paper; after `unreachable` certainly not. */
export type PrinterFault = 'unreachable' | 'silent' | 'broke-off';

/** `detail` is for the log. */
export type Printed =
  | { readonly printed: true }
  | { readonly printed: false; readonly why: PrinterFault; readonly detail: string };

export interface PrintJob {
  readonly slip: Slip;
  readonly printer: Printer;
  /** Called once, when the printer is reached and before the first byte is sent. If it throws, nothing is printed. */
  readonly onReached: () => void;
  /** Cancels the print. */
  readonly signal: AbortSignal;
}

/** Prints one slip. It may never end by itself, so the caller cancels it through `signal`. */
export type PrintSlip = (job: PrintJob) => Promise<Printed>;

/** Draws lines of text that a printer's own characters cannot show, one bitmap per line, `dots` across. */
export type Rasterise = (lines: readonly PaperText[], dots: number) => Promise<readonly Bitmap[]>;

/** Renders slips as pages, for the system's printers and for PDF files. */
export interface SlipPage {
  readonly print: PrintSlip;
  readonly rasterise: Rasterise;
  readonly pdf: (slip: Slip, size: PageSize) => Promise<Uint8Array>;
}

/** Names of the printers that the system has now; each is a valid address of a `system` printer. */
export type ListPrinters = () => Promise<readonly string[]>;

/**
 * Saves a slip as a new file, never replacing another. `stem` is the name without its extension. Throws when the disk
 * fails.
 */
export type SaveFile = (stem: string, bytes: Uint8Array) => { readonly fileName: string };
