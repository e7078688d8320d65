import { join } from 'node:path';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Report } from '#domain/day/report.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { timeZone } from '#domain/time-zone.ts';
import { sendToDevice } from '#printer/device.ts';
import { savePdfsIn } from '#printer/pdf-files.ts';
import { printAsBytes } from '#printer/send-bytes.ts';
import { sendOverTcp } from '#printer/tcp.ts';
import type { SaveFile } from '#services/print/print-ports.ts';
import { PrintQueue } from '#services/print/print-queue.ts';
import { ReceiptDesk } from '#services/print/receipt-desk.ts';
import { ReportDesk } from '#services/print/report-desk.ts';
import type { SavedFiles } from '#services/saved-files.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import { RECEIPT_WORDS } from '#words/receipt-words.ts';
import { xSlip, zSlip } from '#words/report-slip.ts';
import type { StationDeps, StationJournal, StationPrinting } from './station.ts';

interface OpenPrintingDeps extends Pick<
  StationDeps,
  'slipPage' | 'customerFile' | 'clock' | 'log' | 'signedIn' | 'changes'
> {
  readonly journal: StationJournal;
  readonly receiptsFolder: string;
  readonly savedFiles: SavedFiles;
  readonly businessDays: Pick<BusinessDays, 'rule'>;
  readonly readReport: () => Promise<Report>;
}

interface OpenedPrinting extends StationPrinting {
  /** Cancels what is being printed and waits until nothing more is written to the journal. */
  readonly stop: () => Promise<void>;
}

/** Everything of one environment that goes onto paper or into PDF files, and every link to the shop's printer. */
export const openPrinting = (
  {
    receiptsFolder,
    savedFiles,
    slipPage: page,
    customerFile,
    clock,
    log,
    signedIn,
    changes,
    journal,
    businessDays,
    readReport,
  }: OpenPrintingDeps,
  settings: EffectiveSettings,
): OpenedPrinting => {
  const { environment, terminal } = settings;
  const zone = timeZone(businessDays.rule.timeZone);
  const localTime = (at: number): string => zone.iso(at);
  const printers = {
    system: page.print,
    tcp: printAsBytes(sendOverTcp, page.rasterise),
    device: printAsBytes(sendToDevice, page.rasterise),
  };
  const queue = new PrintQueue({ journal, printers, clock, log, signedIn });
  const shared = { queue, settings: settings.receipts, journal, pdf: page.pdf };
  const savePdf = savePdfsIn(receiptsFolder);
  const saveFile: SaveFile = (stem, bytes) => {
    const saved = savePdf(stem, bytes);
    savedFiles.add(saved.fileName, join(receiptsFolder, saved.fileName));
    return saved;
  };
  const receipts = new ReceiptDesk({
    ...shared,
    environment,
    terminal,
    storeAddress: settings.storeAddress,
    saveFile,
    words: RECEIPT_WORDS,
    localTime,
    customerFile,
    clock,
    changes,
  });
  const reports = new ReportDesk({
    ...shared,
    readReport,
    describeX: (report) => xSlip(report, terminal, { environment, localTime }),
    describeZ: (z, copy) => zSlip(z, copy, environment, fingerprint),
  });
  const printer = (): ReturnType<StationPrinting['printer']> => ({
    isSetUp: settings.receipts.printer !== 'none',
    ...queue.last,
  });
  return { receipts, reports, printer, stop: () => queue.stop() };
};
