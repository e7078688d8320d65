import { describe, expect, test } from 'vitest';
import { isDateKept } from '#domain/day/kept-date.ts';
import { sealedText } from '#domain/day/report.ts';
import type { ClosedDay } from '#domain/day/report.ts';
import type { Closing, DayClosed } from '#services/day/day-desk.ts';
import type { DayDesk } from '#services/day/day-desk.ts';
import { readReport } from '#services/day/report.ts';
import { isSignedBy } from '#files/signature.ts';
import { verify } from '#sqlite/check/verify.ts';
import { newKey } from '../../../support/new-key.ts';
import { byChen, chen, dayKit, makeRefund, lin, observe, pay } from '../day-kit.ts';

const HOUR = 3_600_000;
const [OPEN, PAID, CANCELLED] = [1, 2, 3];

type Closed = Extract<DayClosed, { closed: true }>;

const closed = async (desk: DayDesk, closing: Closing = byChen): Promise<Closed['z']> => {
  const outcome = await desk.close(closing);
  if (!outcome.closed) throw new Error(outcome.why);
  return outcome.z;
};

describe('closing the day', () => {
  test('says what was paid and refunded, by whom and in which hour, and continues the previous Z', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, PAID], { amount: 1_000, cashier: lin });
    await kit.clock.pass(HOUR);
    pay(kit, 'T1-2', [OPEN, PAID], { amount: 2_000, currency: 'EUR' });
    makeRefund(kit, 'R1', 'T1-1', 250, [1, 2]);
    const first = await closed(kit.desk);
    expect(first.record).toMatchObject({ number: 1, date: '2026-11-23', clockWasBehind: false });
    expect(first.record.report).toMatchObject({
      references: { first: 'T1-1', last: 'T1-2' },
      payments: { paid: { CNY: { count: 1, sum: 1_000 }, EUR: { count: 1, sum: 2_000 } } },
      refunds: { asked: { CNY: { count: 1, sum: 250 } }, refunded: { CNY: { count: 1, sum: 250 } } },
      net: { CNY: 750, EUR: 2_000 },
      refundLines: [{ reference: 'R1', state: 'refunded', askedBy: lin, approvedBy: chen }],
      reconciliation: 'not-reconciled',
    });
    expect(first.record.report.cashiers).toEqual([
      { cashier: null, paid: { EUR: { count: 1, sum: 2_000 } }, refunded: {} },
      { cashier: lin, paid: { CNY: { count: 1, sum: 1_000 } }, refunded: { CNY: { count: 1, sum: 250 } } },
    ]);
    expect(first.record.report.hours.map(({ hour }) => hour)).toEqual([12, 13]);
    pay(kit, 'T1-3', [OPEN, PAID], { amount: 500 });
    const second = await closed(kit.desk);
    expect(second.record).toMatchObject({
      number: 2,
      report: {
        rows: { first: first.sequence + 1, last: second.sequence - 1 },
        payments: { started: { CNY: { count: 1, sum: 500 } }, paid: { CNY: { count: 1, sum: 500 } } },
        grandTotal: {
          before: { CNY: { paid: 1_000, refunded: 250 }, EUR: { paid: 2_000, refunded: 0 } },
          after: { CNY: { paid: 1_500, refunded: 250 }, EUR: { paid: 2_000, refunded: 0 } },
        },
        previousHash: first.hash,
      },
    });
  });

  test('signs everything on the Z with this station’s key, and the journal still verifies', async () => {
    const key = newKey();
    const kit = dayKit({ key });
    pay(kit, 'T1-1', [OPEN, PAID]);
    const { type, seal, ...day } = (await closed(kit.desk)).record;
    const says = (text: ClosedDay): boolean =>
      isSignedBy(key.publicKey, new TextEncoder().encode(sealedText(text)), seal?.signature ?? '');
    expect(type).toBe('day-closed');
    expect(says(day)).toBe(true);
    expect(says({ ...day, number: 7 })).toBe(false);
    kit.journal.close();
    expect(verify(kit.file)).toMatchObject({ ok: true });
  });

  test('writes a Z that can be read again by its number, unchanged', async () => {
    const kit = dayKit();
    const first = await closed(kit.desk);
    await kit.clock.pass(24 * HOUR);
    const second = await closed(kit.desk);
    expect(kit.journal.closedDay(1)).toEqual(first);
    expect(kit.journal.closedDay(3)).toBeUndefined();
    expect(kit.journal.closedDays(10)).toEqual([
      { number: 2, date: '2026-11-24', at: second.at, net: {} },
      { number: 1, date: '2026-11-23', at: first.at, net: {} },
    ]);
  });

  test('with an unresolved payment is refused to a cashier, and only the refusal is recorded', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', ['silence']);
    const { sequence } = kit.journal.head();
    const outcome = await kit.desk.close({ by: lin, approvedBy: lin, signOffs: { 'T1-1': '' } });
    expect(outcome).toMatchObject({ why: 'sign-off-needed', unresolved: [{ reference: 'T1-1' }] });
    expect(kit.journal.lastRecord('permission-refused')).toMatchObject({
      sequence: sequence + 1,
      record: { by: lin, permission: 'sign-off', call: 'day.close', why: 'approval-needed' },
    });
    expect(kit.journal.head().sequence).toBe(sequence + 1);
  });

  test('asks for the sign-off of a refund, whatever word the dashboard gave it as its reference', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, PAID]);
    makeRefund(kit, 'constructor', 'T1-1', 100, []);
    expect(await kit.desk.close(byChen)).toMatchObject({ why: 'day-unresolved' });
  });

  test('counts wrong PINs on the Z, but not PINs refused unchecked', async () => {
    const kit = dayKit();
    const refused = { type: 'pin-refused', by: lin, failures: 3, lockedForMs: 5_000 } as const;
    for (const why of ['pin-wrong', 'pin-locked', 'not-an-approver'] as const)
      kit.journal.record({ ...refused, why }, kit.clock.now());
    expect((await closed(kit.desk)).record.report.pinFailures).toBe(1);
  });

  test('succeeds once a manager has signed off each of them, and the Z shows that', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', ['silence']);
    pay(kit, 'T1-2', [OPEN]);
    pay(kit, 'T1-3', [OPEN, PAID]);
    makeRefund(kit, 'R1', 'T1-3', 100, []);
    const some = { by: lin, approvedBy: chen, signOffs: { 'T1-1': 'customer\tleft\u202E', R1: '' } };
    expect(await kit.desk.close(some)).toMatchObject({ why: 'day-unresolved' });
    const signOffs = { ...some.signOffs, 'T1-2': 'still scanning' };
    const { record } = await closed(kit.desk, { ...some, signOffs });
    expect(record.by).toEqual(lin);
    expect(record.report.unresolved).toMatchObject([
      { reference: 'T1-1', state: 'unknown', signedOff: { by: chen, note: 'customer left' } },
      { reference: 'T1-2', state: 'open', signedOff: { by: chen, note: 'still scanning' } },
      { kind: 'refund', reference: 'R1', state: 'sending', signedOff: { by: chen, note: '' } },
    ]);
  });

  test('asks for another sign-off the next day for what is still unresolved', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', ['silence']);
    await closed(kit.desk, { ...byChen, signOffs: { 'T1-1': '' } });
    expect(await kit.desk.close(byChen)).toMatchObject({ why: 'day-unresolved' });
  });

  test('counts a late payment on the day it was paid, and shows the end it had before', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, CANCELLED]);
    expect((await closed(kit.desk)).record.report).toMatchObject({
      payments: { cancelled: { CNY: { count: 1, sum: 1250 } } },
      late: [],
    });
    observe(kit, 'T1-1', PAID);
    kit.journal.append('T1-1', { type: 'late-accepted', by: null }, kit.clock.now());
    const { report } = (await closed(kit.desk)).record;
    expect(report.payments).toEqual({ paid: { CNY: { count: 1, sum: 1250 } } });
    expect(report.late).toMatchObject([
      { reference: 'T1-1', was: 'cancelled', settled: 'accepted', earlier: false },
    ]);
  });

  test('shows a refunded late payment as refunded, and not as unsettled', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, CANCELLED]);
    observe(kit, 'T1-1', PAID);
    makeRefund(kit, 'R1', 'T1-1', 1_000, [1, 2]);
    expect((await readReport(kit.ports)).late).toMatchObject([{ settled: 'open' }]);
    makeRefund(kit, 'R2', 'T1-1', 250, [1]);
    const { report } = (await closed(kit.desk)).record;
    expect(report.late).toMatchObject([{ reference: 'T1-1', settled: 'given-back', earlier: false }]);
  });

  test('shows on the Z of the day how a late payment was settled, and does not count it again', async () => {
    const kit = dayKit();
    for (const reference of ['T1-1', 'T1-2', 'T1-3']) {
      pay(kit, reference, [OPEN, CANCELLED]);
      observe(kit, reference, PAID);
    }
    expect((await closed(kit.desk)).record.report.late).toMatchObject([
      { reference: 'T1-1', settled: 'open', earlier: false },
      { reference: 'T1-2', settled: 'open', earlier: false },
      { reference: 'T1-3', settled: 'open', earlier: false },
    ]);
    kit.journal.append('T1-1', { type: 'late-accepted', by: lin }, kit.clock.now());
    makeRefund(kit, 'R2', 'T1-2', 1_250, [1, 2]);
    const { report } = (await closed(kit.desk)).record;
    expect(report.payments).toEqual({});
    expect(report.late).toEqual([
      {
        reference: 'T1-1',
        amount: 1250,
        currency: 'CNY',
        was: 'cancelled',
        settled: 'accepted',
        earlier: true,
      },
      {
        reference: 'T1-2',
        amount: 1250,
        currency: 'CNY',
        was: 'cancelled',
        settled: 'given-back',
        earlier: true,
      },
    ]);
    expect((await closed(kit.desk)).record.report.late).toEqual([]);
  });

  test('includes sales made while the journal is being read', async () => {
    let sold = 0;
    const kit = dayKit({
      meanwhile: (journal) => {
        if (sold < 3) pay({ journal, clock: kit.clock }, `M-${String((sold += 1))}`, [OPEN, PAID]);
      },
    });
    pay(kit, 'T1-1', [OPEN, PAID]);
    const { sequence, record } = await closed(kit.desk);
    expect(sold).toBe(3);
    expect(record.report.payments.paid).toEqual({ CNY: { count: 4, sum: 5_000 } });
    expect(record.report.rows.last).toBe(sequence - 1);
    pay(kit, 'T1-2', [OPEN, PAID]);
    expect((await readReport(kit.ports)).payments.paid).toEqual({ CNY: { count: 1, sum: 1250 } });
  });

  test('does not run twice at the same time', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, PAID]);
    const [one, other] = await Promise.all([kit.desk.close(byChen), kit.desk.close(byChen)]);
    expect(one).toMatchObject({ closed: true });
    expect(other).toEqual({ closed: false, why: 'day-closing' });
  });

  test('keeps the date of the previous Z, and says so, when the clock was set back', async () => {
    const kit = dayKit();
    await closed(kit.desk);
    kit.clock.set(-3 * 24 * HOUR);
    expect((await closed(kit.desk)).record).toMatchObject({
      number: 2,
      date: '2026-11-23',
      clockWasBehind: true,
    });
  });

  test('in a shop whose zone was changed counts each payment once, and blames no clock for the date it keeps', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, PAID]);
    await kit.clock.pass(6 * HOUR);
    const inShanghai = await closed(kit.deskIn('Asia/Shanghai'));
    const inNewYork = kit.deskIn('America/New_York');
    const later: Closed['z'][] = [];
    for (const reference of ['T1-2', 'T1-3']) {
      pay(kit, reference, [OPEN, PAID]);
      await kit.clock.pass(HOUR);
      later.push(await closed(inNewYork));
    }
    const zs = [inShanghai, ...later];
    expect(zs.map(({ record }) => [record.date, record.clockWasBehind])).toEqual(
      zs.map(() => ['2026-11-24', false]),
    );
    expect(zs.map(isDateKept)).toEqual([false, true, true]);
    expect(zs.map(({ record }) => record.report.payments.paid?.CNY?.count)).toEqual([1, 1, 1]);
    await kit.clock.pass(24 * HOUR);
    const next = await closed(inNewYork);
    expect([next.record.date, isDateKept(next)]).toEqual(['2026-11-24', false]);
  });

  test('after midnight still closes yesterday if the shop’s day ends at four', async () => {
    const kit = dayKit({ cutOff: '04:00' });
    await kit.clock.pass(14 * HOUR);
    expect((await closed(kit.desk)).record).toMatchObject({ date: '2026-11-23', cutOff: '04:00' });
  });
});

describe('the X', () => {
  test('shows the same as the Z would, and writes nothing', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [OPEN, PAID]);
    const head = kit.journal.head();
    const report = await readReport(kit.ports);
    expect(kit.journal.head()).toEqual(head);
    expect((await closed(kit.desk)).record.report).toEqual(report);
  });

  test('of a till that has sold nothing yet is empty', async () => {
    const report = await readReport(dayKit().ports);
    expect(report).toMatchObject({
      rows: { first: 1, last: 0 },
      references: null,
      net: {},
      journalHead: null,
    });
  });
});
