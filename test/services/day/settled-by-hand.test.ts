/** Payments and refunds settled by hand, in the shop's figures. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns } from '#domain/export/columns.ts';
import { zFigures } from '#csv/z-figures.ts';
import { auditFacts } from '#domain/journal/audit.ts';
import type { SettledAs } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import { reportOf } from '#domain/payment/settled-by-hand.ts';
import type { RefundSettledAs } from '#domain/refund/refund.ts';
import { refundReportOf } from '#domain/refund/refund-settled-by-hand.ts';
import { Counting, sumIn } from '#domain/totals.ts';
import { readReport } from '#services/day/report.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { readExportRows } from '#sqlite/tables/export-rows.ts';
import { totalsOf } from '#sqlite/tables/totals.ts';
import { codedMoney } from '#words/money-words.ts';
import { reportSections } from '#words/report-words.ts';
import { columnOf, csvBytes } from '../../csv/read/csv-bytes.ts';
import { readCsv } from '../../csv/read/read-csv.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { reportedPayment } from '../../sqlite/kit/new-journal.ts';
import type { DayKit } from './day-kit.ts';
import { byChen, chen, dayKit, lin, makeRefund, pay } from './day-kit.ts';

const people = { by: lin, approvedBy: chen };

const settle = ({ journal, clock }: DayKit, reference: string, outcome: SettledAs): void =>
  void journal.append(reference, { type: 'settled', outcome, reason: '=1+1, seen', ...people }, clock.now());

const settleRefund = ({ journal, clock }: DayKit, reference: string, outcome: RefundSettledAs): void =>
  void journal.appendRefund(
    reference,
    { type: 'refund-settled', outcome, reason: 'seen', ...people },
    clock.now(),
  );

const hear = ({ journal, clock }: DayKit, reference: string, status: number, amount?: number): void => {
  const payment = journal.payment(reference)!;
  const reported = reportedPayment(reference, status, { amount: amount ?? payment.amount });
  journal.append(reference, reportOf(payment, reported), clock.now());
};

const hearRefund = ({ journal, clock }: DayKit, reference: string, statusId: number): void => {
  const refund = journal.refund(reference)!;
  const reported = gatewayRefund(refund, { statusId });
  journal.appendRefund(reference, refundReportOf(refund, reported), clock.now());
};

/** A sale of 10.00 settled as paid, one of 20.00 as not paid, and one of 5.00 that the gateway has reported as paid. */
const settledDay = (): DayKit => {
  const kit = dayKit();
  kit.shifts.open(lin);
  pay(kit, 'T1-1', ['silence'], { amount: 1_000, cashier: lin });
  pay(kit, 'T1-2', ['silence'], { amount: 2_000, cashier: lin });
  pay(kit, 'T1-3', [1, 2], { amount: 500, cashier: lin });
  settle(kit, 'T1-1', 'paid');
  settle(kit, 'T1-2', 'not-paid');
  return kit;
};

const one = (sum: number) => ({ CNY: { count: 1, sum } });

const close = async (kit: DayKit) => {
  const closed = await kit.desk.close(byChen);
  if (!closed.closed) throw new Error(closed.why);
  return closed.z;
};

test('X and Z count a payment settled as paid as taken, and say what was settled by hand', async () => {
  const report = await readReport(settledDay().ports);
  expect(report.payments.paid).toEqual({ CNY: { count: 2, sum: 1_500 } });
  expect(report.payments.failed).toEqual(one(2_000));
  expect(report.net).toEqual({ CNY: 1_500 });
  expect(report.unresolved).toEqual([]);
  expect(report.byHand).toEqual({ settled: { paid: one(1_000), 'not-paid': one(2_000) }, corrected: {} });
  const section = reportSections(report, null, { time: String, date: String, money: codedMoney }).find(
    ({ title }) => title === 'Settled by hand',
  );
  expect(section?.lines.map(({ name, count, sum }) => [name, count, sum])).toEqual([
    ['Settled as paid', '1', 'CNY 10.00'],
    ['Settled as not paid', '1', 'CNY 20.00'],
  ]);
});

test('a day on which nothing was settled by hand says nothing about it', async () => {
  const kit = dayKit();
  pay(kit, 'T1-1', [1, 2]);
  const report = await readReport(kit.ports);
  expect(report).not.toHaveProperty('byHand');
});

test('a correction before the close takes the money off the net of the same Z', async () => {
  const kit = settledDay();
  hear(kit, 'T1-1', 4);
  const { report } = (await close(kit)).record;
  expect(report.payments.paid).toEqual({ CNY: { count: 2, sum: 1_500 } });
  expect(report.byHand?.corrected).toEqual({ 'not-paid': one(1_000) });
  expect(report.net).toEqual({ CNY: 500 });
  expect(report.grandTotal.after).toEqual({ CNY: { paid: 500, refunded: 0 } });
});

test('a correction after the close is in the next Z, both ways', async () => {
  const kit = settledDay();
  const first = (await close(kit)).record.report;
  expect(first.grandTotal.after).toEqual({ CNY: { paid: 1_500, refunded: 0 } });
  hear(kit, 'T1-1', 3);
  hear(kit, 'T1-2', 2);
  const z = await close(kit);
  const { report } = z.record;
  expect(report.byHand).toEqual({ settled: {}, corrected: { paid: one(2_000), 'not-paid': one(1_000) } });
  expect(report.late).toMatchObject([{ reference: 'T1-2', was: 'failed', settled: 'open', earlier: false }]);
  expect(report.net).toEqual({ CNY: 1_000 });
  expect(report.grandTotal).toEqual({
    before: { CNY: { paid: 1_500, refunded: 0 } },
    after: { CNY: { paid: 2_500, refunded: 0 } },
  });
  const figures = zFigures(z).filter(({ section }) => section === 'settled_by_hand');
  expect(figures).toEqual([
    { section: 'settled_by_hand', name: 'paid', what: 'corrected', count: 1, sum: 2_000, currency: 'CNY' },
    {
      section: 'settled_by_hand',
      name: 'not-paid',
      what: 'corrected',
      count: 1,
      sum: 1_000,
      currency: 'CNY',
    },
  ]);
});

test('a confirmation changes no figure and stays in the Z that counted the sale', async () => {
  const kit = settledDay();
  await close(kit);
  hear(kit, 'T1-1', 2);
  hear(kit, 'T1-2', 5);
  const { report } = (await close(kit)).record;
  expect(report.payments).toEqual({});
  expect(report).not.toHaveProperty('byHand');
  const { db, close: closeFile } = openReadOnly(kit.file);
  const csv = readCsv((await csvBytes(columns, readExportRows(db, 0, Number.MAX_SAFE_INTEGER))).toString());
  closeFile();
  expect(columnOf(csv, 'z_number')).toEqual(['1', '1', '1']);
  expect(columnOf(csv, 'settled_verdict')).toEqual(['confirmed', 'confirmed', '']);
});

test('the shift expects what the gateway says', async () => {
  const kit = settledDay();
  hear(kit, 'T1-1', 4);
  const closed = await kit.shifts.close(lin, null);
  expect(closed).toMatchObject({
    shift: { record: { byHand: { settled: { paid: one(1_000) }, corrected: { 'not-paid': one(1_000) } } } },
  });
});

test('the CSV says what was settled, why, by whom and when, and what was taken', async () => {
  const kit = settledDay();
  const { db, close: closeFile } = openReadOnly(kit.file);
  const csv = readCsv((await csvBytes(columns, readExportRows(db, 0, Number.MAX_SAFE_INTEGER))).toString());
  closeFile();
  expect(columnOf(csv, 'state')).toEqual(['paid', 'failed', 'paid']);
  expect(columnOf(csv, 'taken_hundredths')).toEqual(['1000', '', '500']);
  expect(columnOf(csv, 'settled_by_hand')).toEqual(['paid', 'not-paid', '']);
  expect(columnOf(csv, 'settled_reason')).toEqual(["'=1+1, seen", "'=1+1, seen", '']);
  expect(columnOf(csv, 'settled_by')).toEqual(['Lin', 'Lin', '']);
  expect(columnOf(csv, 'settled_approved_by')).toEqual(['Chen', 'Chen', '']);
  expect(columnOf(csv, 'settled_at_utc').map((time) => time !== '')).toEqual([true, true, false]);
  expect(columnOf(csv, 'settled_verdict')).toEqual(['awaited', 'awaited', '']);
});

test('the audit log has who settled what and why, and that the gateway corrected it', () => {
  const kit = settledDay();
  hear(kit, 'T1-1', 4);
  const of = (kind: 'settled' | 'corrected') =>
    kit.journal.audit({ before: null, person: null, kind }, 10).map(auditFacts);
  expect(of('settled')).toMatchObject([
    { by: lin, about: chen, payment: 'T1-2', detail: 'not-paid, =1+1, seen' },
    { by: lin, about: chen, payment: 'T1-1', detail: 'paid, =1+1, seen' },
  ]);
  expect(of('corrected')).toMatchObject([{ by: null, payment: 'T1-1', detail: 'Failed' }]);
});

/** Two refunds whose outcome stays unknown: R1 is settled as refunded, R2 as not refunded. */
const settleRefunds = (kit: DayKit): void => {
  makeRefund(kit, 'R1', 'T1-3', 300, []);
  makeRefund(kit, 'R2', 'T1-3', 200, []);
  for (const reference of ['R1', 'R2'])
    kit.journal.appendRefund(
      reference,
      { type: 'refund-doubted', doubt: 'no-answer', reasons: [] },
      kit.clock.now(),
    );
  settleRefund(kit, 'R1', 'refunded');
  settleRefund(kit, 'R2', 'not-refunded');
};

test('the journal’s totals say what was settled and corrected, refunds too, as the Zs do', async () => {
  const kit = settledDay();
  settleRefunds(kit);
  hear(kit, 'T1-1', 4);
  hear(kit, 'T1-2', 2);
  hearRefund(kit, 'R1', 4);
  hearRefund(kit, 'R2', 2);
  const { report } = (await close(kit)).record;
  const { db, close: closeFile } = openReadOnly(kit.file);
  const totals = totalsOf(db);
  closeFile();
  expect(totals).toMatchObject({ byHand: report.byHand, net: report.net });
  expect(report.byHand?.corrected).toEqual({
    paid: one(2_000),
    'not-paid': one(1_000),
    refunded: one(200),
    'not-refunded': one(300),
  });
  expect(totals.net).toEqual({ CNY: 2_300 });
});

test('refunds settled by hand are counted and corrected like payments', async () => {
  const kit = settledDay();
  settleRefunds(kit);
  const first = (await close(kit)).record.report;
  expect(first.byHand?.settled).toMatchObject({ refunded: one(300), 'not-refunded': one(200) });
  expect(first.net).toEqual({ CNY: 1_200 });
  hearRefund(kit, 'R1', 4);
  hearRefund(kit, 'R2', 2);
  const second = (await close(kit)).record.report;
  expect(second.byHand?.corrected).toEqual({ refunded: one(200), 'not-refunded': one(300) });
  expect(second.net).toEqual({ CNY: 100 });
  expect(second.grandTotal.after).toEqual({ CNY: { paid: 1_500, refunded: 200 } });
});

type Act = 'settle-paid' | 'settle-not-paid' | 'paid' | 'other-amount' | 'failed' | 'expired' | 'close';

const act = async (kit: DayKit, reference: string, what: Act): Promise<void> => {
  if (what === 'close') await kit.desk.close({ ...byChen, signOffs: { 'T1-0': '', 'T1-1': '', 'T1-2': '' } });
  else if (what === 'settle-paid') settle(kit, reference, 'paid');
  else if (what === 'settle-not-paid') settle(kit, reference, 'not-paid');
  else if (what === 'other-amount') hear(kit, reference, 2, 777);
  else hear(kit, reference, { paid: 2, failed: 4, expired: 5 }[what]);
};

test('whatever is settled, corrected and closed, all nets together equal what the payments come to', async () => {
  const anyAct = fc.record({
    number: fc.integer({ min: 0, max: 2 }),
    what: fc.constantFrom<Act>(
      'settle-paid',
      'settle-not-paid',
      'paid',
      'other-amount',
      'failed',
      'expired',
      'close',
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { maxLength: 25, size: 'max' }), async (acts) => {
      const kit = dayKit();
      for (const number of [0, 1, 2]) pay(kit, `T1-${number}`, ['silence'], { amount: 1_000 + number });
      for (const { number, what } of acts) await act(kit, `T1-${number}`, what);
      await act(kit, '', 'close');
      const zs = kit.journal
        .closedDays(100)
        .map(({ number }) => kit.journal.closedDay(number)!.record.report);
      const paid = new Counting<string>();
      for (const payment of kit.journal.startedBetween(0, Number.MAX_SAFE_INTEGER))
        paid.add(payment.state, moneyOf(payment));
      const expected = paid.of('paid')['CNY']?.sum ?? 0;
      expect(zs.reduce((sum, { net }) => sum + (net['CNY'] ?? 0), 0)).toBe(expected);
      expect(zs[0]?.grandTotal.after['CNY']?.paid ?? 0).toBe(expected);
      const { db, close } = openReadOnly(kit.file);
      const { net, byHand } = totalsOf(db);
      close();
      expect(net['CNY'] ?? 0).toBe(expected);
      for (const what of ['settled', 'corrected'] as const)
        for (const end of ['paid', 'not-paid'] as const)
          expect(sumIn(byHand?.[what][end], 'CNY')).toBe(
            zs.reduce((sum, z) => sum + sumIn(z.byHand?.[what][end], 'CNY'), 0),
          );
      kit.journal.close();
    }),
    { numRuns: 60 },
  );
}, 120_000);
