/** What the day came to, wherever it can be read, in hundredths; adds up independently of the till. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportOverview } from '#csv/export-overview.ts';
import { exportPayments } from '#csv/export-payments.ts';
import { exportZ } from '#csv/export-z.ts';
import type { Report } from '#domain/day/report.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { totalsOf } from '#sqlite/tables/totals.ts';
import { codedMoney } from '#words/money-words.ts';
import { reportSections } from '#words/report-words.ts';
import { readXlsx } from '../../csv/read/read-xlsx.ts';
import { csvRows, gatewayRecords, zRecords } from '../../e2e/day/journal.ts';
import type { Evening } from './play-day.ts';
import { DATE, SOLD_ELSEWHERE, ZONE } from './play-day.ts';

/** Money in and money out, in hundredths of CNY. */
export interface Moved {
  readonly paid: number;
  readonly refunded: number;
}

type ByState = Readonly<Record<string, Readonly<Record<string, { readonly sum: number }>> | undefined>>;

const sumOf = (totals: ByState, name: string): number => totals[name]?.['CNY']?.sum ?? 0;

const add = (sums: readonly number[]): number => sums.reduce((sum, one) => sum + one, 0);

/** '12.50', '12,50' or '12.5'. */
const hundredths = (decimal = ''): number => Math.round(Number(decimal.replace(',', '.')) * 100);

/** Subtracts what was first counted by a manager's word and then corrected. */
const ofRows = ({ payments, refunds, byHand }: Pick<Report, 'payments' | 'refunds' | 'byHand'>): Moved => ({
  paid: sumOf(payments, 'paid') - sumOf(byHand?.corrected ?? {}, 'not-paid'),
  refunded: sumOf(refunds, 'refunded') - sumOf(byHand?.corrected ?? {}, 'not-refunded'),
});

/** By cashier or by hour: each sale counts where it was first counted. */
const ofLines = (lines: Report['hours'] | Report['cashiers'], { byHand }: Report): Moved =>
  ofRows({
    payments: { paid: { CNY: { count: 0, sum: add(lines.map(({ paid }) => paid['CNY']?.sum ?? 0)) } } },
    refunds: {
      refunded: { CNY: { count: 0, sum: add(lines.map(({ refunded }) => refunded['CNY']?.sum ?? 0)) } },
    },
    ...(byHand && { byHand }),
  });

/**
 * A report in the words of its slip: 'CNY 12.34' in the lines of the grand totals, which start with this day.
 */
const inWords = (report: Report): Moved & { readonly net: number } => {
  const lines = reportSections(report, null, { time: String, date: String, money: codedMoney }).flatMap(
    (section) => section.lines,
  );
  const of = (name: string): number =>
    hundredths(lines.find((line) => line.name === name)?.sum.replaceAll(/[^\d.]/g, ''));
  return { net: of('Net sales'), paid: of('Grand total paid'), refunded: of('Grand total refunded') };
};

export const ofReport = (name: string, report: Report) => {
  const words = inWords(report);
  const { paid = 0, refunded = 0 } = report.grandTotal.after['CNY'] ?? {};
  return {
    [name]: ofRows(report),
    [`${name}, grand total`]: { paid, refunded },
    [`${name}, cashiers`]: ofLines(report.cashiers, report),
    [`${name}, hours`]: ofLines(report.hours, report),
    [`${name}, words`]: { paid: words.paid, refunded: words.refunded },
    [`${name}, net`]: { paid: (report.net['CNY'] ?? 0) + refunded, refunded },
    [`${name}, net in words`]: { paid: words.net + refunded, refunded },
  };
};

/** The files of the day, read by independent readers. */
export const ofFiles = async (
  { journalFile, exports }: Pick<Evening, 'journalFile' | 'exports'>,
  z: number,
) => {
  const days = { cutOff: '00:00', timeZone: ZONE, environment: 'bench' as const };
  const target = { ...days, journalFile, folder: exports, makesFolder: true };
  const span = { from: 0, to: Date.UTC(2027, 0, 1) };
  const read = (fileName: string): Buffer => readFileSync(join(exports, fileName));
  const written = async (preset: string | null): Promise<Buffer> =>
    read((await exportPayments({ ...target, ...span, preset })).fileName);
  const payments = csvRows((await written(null)).toString());
  const datev = csvRows((await written('datev')).toString('latin1'), ';');
  const ledger = csvRows((await written('ledger')).toString());
  const [header, ...rows] = readXlsx(await written('excel'));
  const column = (name: string): string =>
    [...(header ?? [])].find(([, { value }]) => value === name)?.[0] ?? '';
  const zRows = csvRows(read((await exportZ({ ...target, number: z })).fileName).toString());
  const figure = (section: string, name: string, what = ''): number =>
    add(
      zRows
        .filter((row) => row['section'] === section && row['name'] === name && row['what'] === what)
        .map((row) => Number(row['sum_hundredths'])),
    );
  const inState = (state: string) => payments.filter((row) => row['state'] === state);
  const sum = (
    of: readonly Readonly<Record<string, string>>[],
    name: string,
    number: (text?: string) => number,
  ) => add(of.map((row) => number(row[name] ?? '')));
  /** A correction is on the other side; only refunds name another payment. */
  const inDatev = (isRefund: boolean, side: 'S' | 'H'): number =>
    datev
      .filter((row) => (row['Belegfeld 2'] !== '') === isRefund)
      .map((row) => hundredths(row['Umsatz']) * (row['Soll/Haben-Kennzeichen'] === side ? 1 : -1))
      .reduce((all, one) => all + one, 0);
  return {
    'payments CSV': {
      paid: sum(inState('paid'), 'taken_hundredths', Number),
      refunded: sum(inState('refunded'), 'amount_hundredths', Number),
    },
    'payments CSV, decimals': {
      paid: sum(inState('paid'), 'taken', hundredths),
      refunded: sum(inState('paid'), 'refunded_hundredths', Number),
    },
    DATEV: { paid: inDatev(false, 'S'), refunded: inDatev(true, 'H') },
    Ledger: {
      paid: sum(ledger, 'Money in', hundredths),
      refunded: sum(ledger, 'Money out', hundredths),
    },
    Excel: {
      paid: add(rows.map((row) => hundredths(row.get(column('Money in'))?.value))),
      refunded: add(rows.map((row) => hundredths(row.get(column('Money out'))?.value))),
    },
    'Z CSV': {
      paid: figure('payments', 'paid') - figure('settled_by_hand', 'not-paid', 'corrected'),
      refunded: figure('refunds', 'refunded') - figure('settled_by_hand', 'not-refunded', 'corrected'),
    },
    'Z CSV, net': {
      paid: figure('net', 'net') + figure('grand_total', 'after', 'refunded'),
      refunded: figure('grand_total', 'after', 'refunded'),
    },
  };
};

const ofJournal = ({ journalFile }: Evening) => {
  const { db, close } = openReadOnly(journalFile);
  const { payments, refunds, net } = totalsOf(db);
  const records = db.prepare("SELECT payload FROM events WHERE type = 'shift-closed'").pluck().all();
  close();
  const shifts = records.map((payload) => ofRows(JSON.parse(String(payload)) as Report));
  const [paid, refunded] = [sumOf(payments, 'paid'), sumOf(refunds, 'refunded')];
  return {
    'journal totals': { paid, refunded },
    'journal totals, net': { paid: (net['CNY'] ?? 0) + refunded, refunded },
    shifts: { paid: add(shifts.map((one) => one.paid)), refunded: add(shifts.map((one) => one.refunded)) },
  };
};

/** What the overview of the day shows, and the file exported from it. */
const ofOverview = async ({ ask, exports, journalFile }: Evening) => {
  const shown = await ask('takings.overview', { from: DATE, to: DATE });
  const days = { cutOff: '00:00', timeZone: ZONE, environment: 'bench' as const };
  const target = { ...days, journalFile, folder: exports, makesFolder: true };
  const { fileName } = await exportOverview({ ...target, overview: shown });
  const rows = csvRows(readFileSync(join(exports, fileName)).toString());
  const figure = (section: string, name: string, what = ''): number =>
    add(
      rows
        .filter((row) => row['section'] === section && row['name'] === name && row['what'] === what)
        .map((row) => Number(row['sum_hundredths'])),
    );
  const { paid, refunded, net } = shown;
  const netIs = (sum: number): Moved => ({ paid: sum + refunded, refunded });
  return {
    overview: { paid, refunded },
    'overview, net': netIs(net),
    'overview, days': netIs(add(shown.days.map((day) => day.net))),
    'overview, hours': netIs(add(shown.hours.map((hour) => hour.net))),
    'overview, weekdays': netIs(add(shown.weekdays.map((weekday) => weekday.net))),
    'overview, cashiers': netIs(add(shown.cashiers.map((cashier) => cashier.net))),
    today: netIs((await ask('takings.today', {}))?.net ?? 0),
    'overview CSV': { paid: figure('payments', 'paid'), refunded: figure('refunds', 'refunded') },
    'overview CSV, net': netIs(figure('net', 'net')),
    'overview CSV, days': netIs(figure('days', DATE, 'net')),
  };
};

/** The sums of a till whose day was closed, with this X before its Z. */
export const tillSums = async (
  evening: Evening,
  x: Report,
  z: Report,
): Promise<ReadonlyMap<string, Moved>> => {
  const { number } = zRecords(evening.journalFile).at(-1) ?? { number: 0 };
  const sums = {
    ...ofReport('X', x),
    ...ofReport('Z', z),
    ...ofJournal(evening),
    ...(await ofFiles(evening, number)),
    ...(await ofOverview(evening)),
  };
  return new Map(Object.entries(sums));
};

/** The gateway's own records, without the other till's sales. */
export const gatewaySums = (simulator: Simulator): Moved => {
  const { payments, refunds } = gatewayRecords(simulator);
  return { paid: payments.paid.sum - SOLD_ELSEWHERE, refunded: refunds.refunded.sum };
};
