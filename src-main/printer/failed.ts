import type { Printed, PrinterFault } from '#services/print/print-ports.ts';

/** A print that did not come about, with the words of whoever said so. */
export const failed = (why: PrinterFault, cause: unknown): Printed => ({
  printed: false,
  why,
  detail: cause instanceof Error ? cause.message : String(cause),
});
