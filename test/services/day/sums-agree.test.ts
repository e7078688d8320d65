/** Everything that adds up a day counts what the gateway took. */
import { expect, test } from 'vitest';
import { columns } from '#domain/export/columns.ts';
import { reconcilePayments } from '#domain/day/reconcile-payments.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { readReport } from '#services/day/report.ts';
import { importRefundsFromGateway } from '#services/refund/import-refunds.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { readExportRows } from '#sqlite/tables/export-rows.ts';
import { totalsOf } from '#sqlite/tables/totals.ts';
import { columnOf, csvBytes } from '../../csv/read/csv-bytes.ts';
import { readCsv } from '../../csv/read/read-csv.ts';
import { intended, reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { payLate } from '../../sqlite/kit/sales.ts';
import { silentLog } from '../../support/station-kit.ts';
import { byChen, chen, dayKit, makeRefund, pay } from './day-kit.ts';

/** Taken as asked, 16.01 asked and 16.00 taken, late and too little, and asked in CNY but taken in EUR. */
const oddDay = () => {
  const kit = dayKit();
  const { journal, clock } = kit;
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 2], { amount: 1_000 });
  const paid = (reference: string, change: Partial<GatewayPayment>): void => {
    journal.append(reference, intended(reference, { amount: 1_601 }), clock.now());
    const payment = reportedPayment(reference, 2, { id: reference, ...change });
    journal.append(reference, { type: 'created', payment }, clock.now());
  };
  paid('T1-2', { amount: 1_600 });
  paid('T1-3', { amount: 1_601, currency: 'EUR' });
  payLate(journal, 'T1-4', clock.now(), { amount: 1_200 });
  return kit;
};

const TAKEN = { CNY: { count: 3, sum: 3_800 }, EUR: { count: 1, sum: 1_601 } };

test('X, shift, Z, the journal’s totals and the CSV agree', async () => {
  const kit = oddDay();
  expect((await readReport(kit.ports)).payments.paid).toEqual(TAKEN);
  const shift = await kit.shifts.close(chen, null);
  expect(shift).toMatchObject({ shift: { record: { payments: { paid: TAKEN } } } });
  const closed = await kit.desk.close(byChen);
  expect(closed).toMatchObject({ z: { record: { report: { payments: { paid: TAKEN } } } } });
  const { db, close } = openReadOnly(kit.file);
  expect(totalsOf(db)).toMatchObject({
    payments: { paid: TAKEN },
    late: [{ reference: 'T1-4', amount: 1_200, currency: 'CNY' }],
  });
  const csv = readCsv((await csvBytes(columns, readExportRows(db, 0, Number.MAX_SAFE_INTEGER))).toString());
  close();
  const taken = columnOf(csv, 'taken_hundredths').map(Number);
  expect(taken).toEqual([1_000, 1_600, 1_601, 1_200]);
});

test('cashiers, hours and late lines of a Z come to the same', async () => {
  const { payments, cashiers, hours, late } = await readReport(oddDay().ports);
  expect(payments.paid).toEqual(TAKEN);
  expect(cashiers.map(({ paid }) => paid)).toEqual([TAKEN]);
  expect(hours.map(({ paid }) => paid)).toEqual([TAKEN]);
  expect(late).toMatchObject([{ reference: 'T1-4', amount: 1_200 }]);
});

test('reconciliation agrees with a journal that has what was taken, and shows where the gateway says otherwise', () => {
  const { journal } = oddDay();
  const payment = journal.payment('T1-2');
  if (!payment?.gateway) throw new Error('no payment');
  const compare = (amount: number) =>
    reconcilePayments(
      [payment],
      [reportedPayment('T1-2', 2, { id: 'T1-2', amount })],
      payment.siteId,
      () => 'ours',
    );
  expect(compare(1_600).counts).toMatchObject({ matched: 1, different: 0 });
  expect(compare(1_601).lines).toMatchObject([
    { why: 'other-money', here: { amount: 1_600 }, there: { amount: 1_601 } },
  ]);
});

test('a refund made elsewhere counts in the currency in which the payment was taken', () => {
  const { journal, clock } = oddDay();
  const payment = journal.payment('T1-3');
  if (!payment) throw new Error('no payment');
  const made = { id: '7', reference: 'DASHBOARD', paymentId: 'T1-3', amount: 300, statusId: 2, reasons: [] };
  for (const [id, currency] of [
    ['7', 'EUR'],
    ['8', null],
  ] as const) {
    const refund = { ...made, id, reference: `DASHBOARD-${id}`, currency, createdAt: null };
    expect(importRefundsFromGateway({ journal, clock, log: silentLog }, payment, [refund])).toMatchObject([
      { state: 'refunded', amount: 300, currency: 'EUR' },
    ]);
  }
});

test('a late payment is given back only once all that was taken is, however little was charged', async () => {
  const kit = dayKit();
  const { journal, clock } = kit;
  payLate(journal, 'T1-1', clock.now(), { amount: 1_500 });
  makeRefund(kit, 'R1', 'T1-1', 1_250, [1, 2]);
  expect((await readReport(kit.ports)).late).toMatchObject([{ amount: 1_500, settled: 'open' }]);
  const payment = journal.payment('T1-1');
  if (!payment) throw new Error('no payment');
  const money = { amount: 250, currency: 'CNY', statusId: 2, reasons: [], createdAt: null };
  const elsewhere = { ...money, id: '8', reference: 'DASHBOARD', paymentId: 'T1-1' };
  importRefundsFromGateway({ journal, clock, log: silentLog }, payment, [elsewhere]);
  expect((await readReport(kit.ports)).late).toMatchObject([{ amount: 1_500, settled: 'given-back' }]);
});
