import type { Printed, PrintOrder, PrintReceipt, Rasterise } from '#services/receipt-ports.ts';
import { encodeReceipt } from './escpos.ts';

export interface BytesOrder extends Pick<PrintOrder, 'onReached' | 'signal'> {
  readonly address: string;
  readonly bytes: Uint8Array;
}

/** A way to a printer that takes plain bytes. */
export type SendBytes = (order: BytesOrder) => Promise<Printed>;

/** Prints by sending the receipt as ESC/POS. */
export const printAsBytes =
  (send: SendBytes, rasterise: Rasterise): PrintReceipt =>
  async ({ receipt, printer: { address, width }, onReached, signal }) =>
    send({ address, bytes: await encodeReceipt(receipt, width, rasterise), onReached, signal });
