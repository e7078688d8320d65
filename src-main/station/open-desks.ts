/** The desks over one journal: payments, refunds, printing, exports, and the shifts and days that go by the gateway's list. */
import { openExporter } from '#csv/exporter.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Report } from '#domain/day/report.ts';
import type { Settings } from '#domain/shop/settings.ts';
import { ExportDesk } from '#services/export/export-desk.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import type { SaleTerms } from '#services/payment/take-payment.ts';
import { PaymentDesk } from '#services/payment/take-payment.ts';
import type { KeptJournal } from '#sqlite/care/kept-journal.ts';
import { openDay } from './open-day.ts';
import type { Station, StationPorts } from './station.ts';
import { openPrinting } from './open-printing.ts';
import type { StationGateway } from './open-gateway.ts';

interface Around extends Pick<StationGateway, 'gateway' | 'link' | 'blocked'> {
  readonly journal: KeptJournal['journal'];
  /** The journal's file. */
  readonly file: string;
  readonly exportsFolder: string;
}

export type Desks = Pick<Station, 'desk' | 'refunds' | 'printing' | 'exports' | 'day'>;

/** Whether a payment is under way in front of the customer. */
export const isBusy = (desk: PaymentDesk | undefined): boolean => {
  const current = desk?.current ?? null;
  return current !== null && !isFinal(current);
};

export const openDesks = (
  ports: StationPorts,
  terms: SaleTerms,
  settings: Settings,
  around: Around,
): Desks => {
  const { journal, link, blocked, file, exportsFolder } = around;
  const shared = { ...ports, ...around, terms, terminalId: terms.terminal.terminalId };
  const readReport = (): Promise<Report> => day.report();
  const printing = openPrinting({ ...ports, readReport }, journal, terms, settings);
  const onChange = (payment: Payment | null): void => {
    ports.onChange(payment);
    if (payment) printing.receipts.notice(payment);
  };
  const desk = new PaymentDesk({ ...shared, journal: journal, onChange });
  const refunds = new RefundDesk({ ...shared, onChange: ports.onRefund });
  const isFree = (): boolean =>
    !blocked && !link.paused && link.connection !== 'no-internet' && !isBusy(desk);
  const reconciling = { payments: desk, refunds, isFree, onImported: ports.onImported };
  const day = openDay({ ...shared, ...reconciling, journal, rule: settings, key: ports.signingKey });
  const exporter = openExporter({
    workerFile: ports.exportWorkerFile,
    journalFile: file,
    folder: exportsFolder,
    ...day.days.rule,
    environment: terms.environment,
  });
  const pdfOfZ = (number: number): Promise<Uint8Array | undefined> => printing.reports.pdfOfZ(number);
  const exports = new ExportDesk({ ...ports, exporter, journal: journal, pdfOfZ, onChange: ports.onExport });
  return { desk, refunds, printing, exports, day };
};
