import type { Printed, PrintJob, PrintSlip, Rasterise } from '#services/print/print-ports.ts';

export interface RawPrintJob extends Pick<PrintJob, 'onReached' | 'signal'> {
  readonly address: string;
  readonly bytes: Uint8Array;
}

/** Sends bytes to a printer. */
export type SendBytes = (job: RawPrintJob) => Promise<Printed>;

/** Prints by sending the slip as ESC/POS. */
export const printAsBytes =
  (send: SendBytes, rasterise: Rasterise): PrintSlip =>
  async ({ slip, printer: { address, width }, onReached, signal }) => {
    // Loaded when needed: the encoder holds the code pages of hundreds of printers, and a till's start must not wait
    // for them.
    const { encodeSlip } = await import('./escpos.ts');
    return send({ address, bytes: await encodeSlip(slip, width, rasterise), onReached, signal });
  };
