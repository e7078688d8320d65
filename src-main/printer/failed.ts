import type { Printed, PrinterFault } from '#services/print/print-ports.ts';

/** A failed print, with the message of its cause. */
export const failed = (why: PrinterFault, cause: unknown): Printed => ({
  printed: false,
  why,
  detail: cause instanceof Error ? cause.message : String(cause),
});
