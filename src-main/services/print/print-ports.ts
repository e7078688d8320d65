/** What printing needs from outside. Interfaces only. */
import type { PageSize } from '#domain/print/paper-width.ts';
import type { Bitmap, PaperText } from '#domain/print/paper.ts';
import type { Printer } from '#domain/print/printer.ts';
import type { Slip } from '#domain/print/slip.ts';

/** `silent` and `broke-off` may have left a part of the slip on paper; `unreachable` certainly has not. */
export type PrinterFault = 'unreachable' | 'silent' | 'broke-off';

/** `detail` is for the log. */
export type Printed =
  | { readonly printed: true }
  | { readonly printed: false; readonly why: PrinterFault; readonly detail: string };

export interface PrintOrder {
  readonly slip: Slip;
  readonly printer: Printer;
  /** To be called once, with the printer reached and before the first byte goes out. What it throws stops the print. */
  readonly onReached: () => void;
  /** Cancels the print. */
  readonly signal: AbortSignal;
}

/** Prints one slip; may take for ever: the caller cancels it through `signal`. */
export type PrintSlip = (order: PrintOrder) => Promise<Printed>;

/** Draws lines of text that a printer's own characters cannot show, one bitmap per line, `dots` across. */
export type Rasterise = (lines: readonly PaperText[], dots: number) => Promise<readonly Bitmap[]>;

/** The slip as a page: what the system's printers and PDF files are made of. */
export interface SlipPage {
  readonly print: PrintSlip;
  readonly rasterise: Rasterise;
  readonly pdf: (slip: Slip, size: PageSize) => Promise<Uint8Array>;
}

/** Names of the printers that the system has now, each valid as the address of a `system` printer. */
export type ListPrinters = () => Promise<readonly string[]>;

/**
 * Saves a slip as a file that never replaces another. `stem` is the name without its extension. Throws when the disk
 * fails.
 */
export type KeepFile = (stem: string, bytes: Uint8Array) => { readonly fileName: string };
