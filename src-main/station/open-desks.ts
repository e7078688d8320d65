import { openExporter } from '#csv/exporter.ts';
import type { Report } from '#domain/day/report.ts';
import type { Installation } from '#domain/installation/payment-ownership.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { ExportDesk } from '#services/export/export-desk.ts';
import { PageDesk } from '#services/hosted-page/page-desk.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { openDay } from './open-day.ts';
import type { StationGateway } from './open-gateway.ts';
import { openPrinting } from './open-printing.ts';
import type { Station, StationDay, StationDeps, StationPrinting } from './station.ts';

interface OpenDesksDeps
  extends
    StationDeps,
    Pick<StationGateway, 'gateway' | 'link' | 'blocked' | 'localOrigin'>,
    Pick<Station, 'journal' | 'exportsFolder' | 'receiptsFolder' | 'savedFiles'> {
  readonly journalFile: string;
  readonly installation: Installation;
  readonly mayLackPayments: () => boolean;
  /** Whatever listens or works adds how it stops as soon as it is open; they stop in any order. */
  readonly stops: Stop[];
}

/** Settles when something has stopped. */
export type Stop = () => Promise<void> | void;

interface OpenedDesks
  extends StationDay, StationPrinting, Pick<Station, 'payments' | 'refunds' | 'page' | 'exports'> {}

/** Whether the current payment is unfinished. */
export const isBusy = ({ current }: Pick<PaymentDesk, 'current'>): boolean =>
  current !== null && !isFinal(current);

/** The desks over one journal: payments, refunds, printing, exports, shifts and business days. */
export const openDesks = (deps: OpenDesksDeps, settings: EffectiveSettings): OpenedDesks => {
  const { link, blocked, changes, signingKey, workerFile, journalFile, stops } = deps;
  const shared = { ...deps, settings, terminalId: settings.terminal.terminalId };
  const payments = new PaymentDesk(shared);
  const refunds = new RefundDesk(shared);
  stops.push(() => refunds.tracker.stop());
  const realm = { environment: settings.environment, localOrigin: deps.localOrigin };
  const isFree = (): boolean => !blocked && !link.failing && !isBusy(payments);
  const day = openDay({ ...shared, payments, refunds, isFree, key: signingKey });
  stops.push(
    () => day.readAhead.stop(),
    () => day.reconciler.stop(),
  );
  const readReport = (): Promise<Report> => day.xReport();
  const printing = openPrinting({ ...deps, businessDays: day.businessDays, readReport }, settings);
  const { receipts } = printing;
  const page = new PageDesk({ ...shared, realm, payments, receipts, view: deps.hostedPage });
  stops.push(() => page.stop());
  const follow = (): void => receipts.follow(payments.current?.reference ?? null);
  const listening = [
    changes.on('payment', (payment) => {
      follow();
      receipts.notice(payment);
    }),
    changes.on('status', follow),
  ];
  // A payment may still change while its run stops.
  stops.push(() => payments.tracker.stop().finally(() => listening.forEach((stop) => stop())));
  const exporter = openExporter({
    workerFile,
    journalFile,
    folder: deps.exportsFolder,
    onWritten: (fileName, path) => deps.savedFiles.add(fileName, path),
    ...day.businessDays.rule,
    environment: settings.environment,
  });
  const pdfOfZ = (number: number): Promise<Uint8Array | undefined> => printing.reports.pdfOfZ(number);
  const exports = new ExportDesk({ ...deps, exporter, pdfOfZ });
  // The PDF of a day that was just closed still needs the print queue.
  stops.push(() => exports.stop().finally(() => printing.stop()));
  return {
    payments,
    refunds,
    page,
    exports,
    ...day,
    receipts,
    reports: printing.reports,
    printer: printing.printer,
  };
};
