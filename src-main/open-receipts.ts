/** The receipts of one environment: its books, the shop's printer, and every way to one. */
import { join } from 'node:path';
import { RECEIPT_WORDS } from '#contract/receipt-words.ts';
import { businessDays } from '#domain/business-day.ts';
import type { Settings } from '#domain/settings.ts';
import type { Person } from '#domain/staff.ts';
import { timeZone } from '#domain/time-zone.ts';
import { sendToDevice } from '#printer/device.ts';
import { keepPdfsIn } from '#printer/pdf-files.ts';
import { printAsBytes } from '#printer/send-bytes.ts';
import { sendOverTcp } from '#printer/tcp.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { ReceiptDeskPorts, ReceiptStanding } from '#services/print-receipt.ts';
import { ReceiptDesk } from '#services/print-receipt.ts';
import type { ReceiptPage } from '#services/receipt-ports.ts';
import type { SaleTerms } from '#services/take-payment.ts';

export interface ReceiptOutlets {
  readonly receiptPage: ReceiptPage;
  /** The receipt of a payment or refund stands differently. */
  readonly onReceipt: (standing: ReceiptStanding) => void;
}

interface Surroundings extends ReceiptOutlets {
  /** The data folder. */
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly signedIn: () => Person | null;
}

export const openReceipts = (
  around: Surroundings,
  books: ReceiptDeskPorts['books'],
  { environment, terminal }: SaleTerms,
  settings: Settings,
): ReceiptDesk => {
  const { receiptPage: page, clock, log, onReceipt: onChange } = around;
  const zone = timeZone(businessDays(settings).rule.timeZone);
  return new ReceiptDesk({
    books,
    environment,
    terminal,
    settings: settings.receipts,
    storeAddress: settings.storeAddress,
    printers: {
      system: page.print,
      tcp: printAsBytes(sendOverTcp, page.rasterise),
      device: printAsBytes(sendToDevice, page.rasterise),
    },
    pdf: page.pdf,
    keepFile: keepPdfsIn(join(around.home, environment, 'receipts')),
    words: RECEIPT_WORDS,
    localTime: (at) => zone.iso(at),
    clock,
    log,
    signedIn: around.signedIn,
    onChange,
  });
};
