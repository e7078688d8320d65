/** Everything of one environment that goes onto paper or into PDF files, and every way to the shop's printer. */
import { join } from 'node:path';
import { RECEIPT_WORDS } from '#words/receipt-words.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import type { Report } from '#domain/day/report.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { timeZone } from '#domain/time-zone.ts';
import { sendToDevice } from '#printer/device.ts';
import { keepPdfsIn } from '#printer/pdf-files.ts';
import { printAsBytes } from '#printer/send-bytes.ts';
import { sendOverTcp } from '#printer/tcp.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { SlipPage } from '#services/print/print-ports.ts';
import type { PrintQueuePorts } from '#services/print/print-queue.ts';
import { PrintQueue } from '#services/print/print-queue.ts';
import type { ReceiptDeskPorts, ReceiptStanding } from '#services/print/print-receipt.ts';
import { ReceiptDesk } from '#services/print/print-receipt.ts';
import type { ReportDeskPorts } from '#services/print/print-report.ts';
import { ReportDesk } from '#services/print/print-report.ts';
import type { SaleTerms } from '#services/payment/take-payment.ts';
import { xSlip, zSlip } from '#words/report-slip.ts';

export interface PrintOutlets {
  readonly slipPage: SlipPage;
  /** The receipt of a payment or refund stands differently. */
  readonly onReceipt: (standing: ReceiptStanding) => void;
}

interface WindowDeps extends PrintOutlets {
  /** The data folder. */
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly signedIn: () => Person | null;
  readonly readReport: () => Promise<Report>;
}

export interface Printing {
  readonly receipts: ReceiptDesk;
  readonly reports: ReportDesk;
  /** Gives up what is being printed and waits until nothing more is written down. */
  readonly stop: () => Promise<void>;
}

export const openPrinting = (
  around: WindowDeps,
  journal: ReceiptDeskPorts['journal'] & ReportDeskPorts['journal'] & PrintQueuePorts['journal'],
  { environment, terminal }: SaleTerms,
  settings: Settings,
): Printing => {
  const { slipPage: page, clock, log, signedIn, readReport } = around;
  const zone = timeZone(businessDays(settings).rule.timeZone);
  const localTime = (at: number): string => zone.iso(at);
  const printers = {
    system: page.print,
    tcp: printAsBytes(sendOverTcp, page.rasterise),
    device: printAsBytes(sendToDevice, page.rasterise),
  };
  const queue = new PrintQueue({ journal, printers, clock, log, signedIn });
  const shared = { queue, settings: settings.receipts, journal, pdf: page.pdf };
  const receipts = new ReceiptDesk({
    ...shared,
    environment,
    terminal,
    storeAddress: settings.storeAddress,
    keepFile: keepPdfsIn(join(around.home, environment, 'receipts')),
    words: RECEIPT_WORDS,
    localTime,
    clock,
    onChange: around.onReceipt,
  });
  const reports = new ReportDesk({
    ...shared,
    readReport,
    describeX: (report) => xSlip(report, terminal, { environment, localTime }),
    describeZ: (z, copy) => zSlip(z, copy, environment),
  });
  return { receipts, reports, stop: () => queue.stop() };
};
