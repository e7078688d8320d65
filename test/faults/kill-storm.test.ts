import { describe, expect, test } from 'vitest';
import type { ReconciliationLine, ReconciliationResult } from '#domain/day/reconciliation.ts';
import type { ReconciledDay } from './storm/reconcile-verdict.ts';
import { wrongReconciliations } from './storm/reconcile-verdict.ts';
import type { Z } from './storm/day-verdict.ts';
import { gapsIn, wrongTotals } from './storm/day-verdict.ts';
import { livesOf } from './storm/plan.ts';
import type { AtGateway, Journaled } from './storm/verdict.ts';
import {
  doubledIn,
  lostBetween,
  numbersUsedTwice,
  overRefundedIn,
  PAYMENTS,
  REFUNDS,
} from './storm/verdict.ts';

describe('the storm of power cuts', () => {
  test('is the same for the same seed and differs for another', () => {
    const lives = (seed: number) => livesOf({ seed, kills: 20, profile: 'full' });
    expect(lives(7)).toEqual(lives(7));
    expect(lives(7)).not.toEqual(lives(8));
  });

  test('cuts the power at every kind of moment', () => {
    const cuts = livesOf({ seed: 1, kills: 200, profile: 'full' }).map(({ cut }) => cut.after);
    expect([...new Set(cuts)].sort()).toEqual([
      ...['answer', 'cancel', 'charge', 'close', 'leave', 'nothing'],
      ...['power-on', 'reconcile', 'refund', 'refund-answer'],
    ]);
  });
});

const atGateway = (change: Partial<AtGateway> = {}): AtGateway => ({
  reference: 'A',
  action: '1250',
  amount: 1250,
  statusId: 2,
  sent: { times: 2, timesSameBody: 2, requestIds: ['r', 'r'] },
  steps: [],
  ...change,
});

const journaled = (change: Partial<Journaled> = {}): Journaled => ({
  reference: 'A',
  amount: 1250,
  state: 'paid',
  failure: '',
  late: false,
  isImported: false,
  statusId: 2,
  ...change,
});

const refunded = { paymentReference: 'A', reference: 'R', amount: 500 };
const refundAtGateway = (change: Partial<AtGateway> = {}) => ({
  ...atGateway({ action: 'moment 1' }),
  ...refunded,
  ...change,
});
const journaledRefund = (change: Partial<Journaled> = {}) => ({
  ...journaled({ state: 'refunded' }),
  ...refunded,
  ...change,
});

describe('a payment is lost', () => {
  test('not when both sides say the same', () => {
    expect(lostBetween(PAYMENTS, [journaled()], [atGateway()])).toEqual([]);
  });

  test.each([
    ['the journal does not have it', [], [atGateway()]],
    ['the journal has it twice', [journaled(), journaled()], [atGateway()]],
    ['the journal has another amount', [journaled({ amount: 1251 })], [atGateway()]],
    ['the journal does not know how it ended', [journaled({ state: 'open', statusId: 1 })], [atGateway()]],
    ['the journal has another outcome', [journaled({ state: 'expired' })], [atGateway()]],
    ['the gateway has not decided', [journaled({ statusId: 1 })], [atGateway({ statusId: 1 })]],
    ['the gateway does not have it', [journaled()], []],
  ])('when %s', (_why, journal, records) => {
    expect(lostBetween(PAYMENTS, journal, records)).toHaveLength(1);
  });

  test('not when it never got there and the journal knows', () => {
    const attempt = journaled({ state: 'failed', failure: 'never-arrived', statusId: null });
    expect(lostBetween(PAYMENTS, [attempt], [])).toEqual([]);
    expect(lostBetween(PAYMENTS, [attempt], [atGateway()])).toHaveLength(1);
  });
});

describe('a refund is lost', () => {
  test('not when both sides say the same, even that it failed', () => {
    expect(lostBetween(REFUNDS, [journaledRefund()], [refundAtGateway()])).toEqual([]);
    const failed = journaledRefund({ state: 'failed', failure: 'declined', statusId: 4 });
    expect(lostBetween(REFUNDS, [failed], [refundAtGateway({ statusId: 4 })])).toEqual([]);
  });

  test.each([
    ['the journal does not have it', [], [refundAtGateway()]],
    ['the journal has another amount', [journaledRefund({ amount: 501 })], [refundAtGateway()]],
    [
      'the journal still waits for it',
      [journaledRefund({ state: 'requested', statusId: 1 })],
      [refundAtGateway()],
    ],
    ['the gateway does not have it', [journaledRefund()], []],
    [
      'the till requested what the gateway refuses',
      [journaledRefund({ state: 'failed', failure: 'rejected' })],
      [],
    ],
  ])('when %s', (_why, journal, records) => {
    expect(lostBetween(REFUNDS, journal, records)).toHaveLength(1);
  });
});

describe('a sale is charged, or refunded, twice', () => {
  test('not when it was sent again unchanged', () => {
    expect(doubledIn([atGateway(), atGateway({ reference: 'B', action: '1251' })])).toEqual([]);
  });

  test.each([
    ['with another body', [atGateway({ sent: { times: 2, timesSameBody: 1, requestIds: ['r', 'r'] } })]],
    [
      'under another RequestId',
      [atGateway({ sent: { times: 2, timesSameBody: 2, requestIds: ['r', 's'] } })],
    ],
    ['without a RequestId', [atGateway({ sent: { times: 1, timesSameBody: 1, requestIds: [] } })]],
    ['under another reference', [atGateway(), atGateway({ reference: 'B' })]],
  ])('when it was sent %s', (_how, records) => {
    expect(doubledIn(records)).not.toEqual([]);
  });
});

describe('more is refunded than was paid', () => {
  const records = (paid: Partial<AtGateway>, ...refunds: Partial<AtGateway>[]) => ({
    payments: [atGateway(paid)],
    refunds: refunds.map(refundAtGateway),
  });

  test('not when the parts add up to the whole, nor by failed refunds', () => {
    const parts = records({}, { amount: 500 }, { amount: 750 }, { amount: 1, statusId: 4 });
    const failed = journaledRefund({ state: 'failed', amount: 9000 });
    expect(overRefundedIn([journaledRefund(), failed], parts)).toEqual([]);
  });

  test.each([
    ['the gateway has refunded more', [], records({}, { amount: 750 }, { amount: 501 })],
    ['the journal has refunded more', [journaledRefund({ amount: 1251 })], records({})],
    ['nothing was paid', [], records({ statusId: 5 }, { amount: 1 })],
  ])('when %s', (_why, journal, records) => {
    expect(overRefundedIn(journal, records)).toHaveLength(1);
  });
});

describe('a reconciliation is wrong', () => {
  const both = {
    journal: { payments: [journaled()], refunds: [journaledRefund()] },
    records: { payments: [atGateway()], refunds: [refundAtGateway()] },
  };
  const line = (change: Partial<ReconciliationLine> = {}): ReconciliationLine => ({
    of: 'payment',
    kind: 'different',
    why: 'paid-there',
    reference: 'A',
    paymentReference: 'A',
    gatewayId: '1',
    here: { state: 'expired', amount: 1250, currency: 'CNY' },
    there: { statusId: 2, amount: 1250, currency: 'CNY' },
    ...change,
  });
  const day = (
    lines: readonly ReconciliationLine[],
    result: ReconciliationResult = 'matched',
  ): ReconciledDay => {
    const none = { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 };
    const payments = { ...none, matched: 1 - lines.length, different: lines.length };
    const last = {
      date: '2026-11-23',
      from: 0,
      to: 1,
      mended: 0,
      refunds: none,
      refundsAsked: 'every' as const,
      by: null,
    };
    return { date: last.date, payments: 1, last: { ...last, result, payments, lines } };
  };

  test('not when all matches and every payment was seen, nor when it names what differs', () => {
    expect(wrongReconciliations([day([])], both)).toEqual([]);
    const payments = [journaled({ state: 'expired', statusId: 5 })];
    const apart = { ...both, journal: { ...both.journal, payments } };
    expect(wrongReconciliations([day([line()])], apart)).toEqual([]);
  });

  test.each([
    ['a closed day was never reconciled', { ...day([]), last: undefined }],
    ['it failed although the gateway was well', day([], 'not-reconciled')],
    ['it has not seen every payment', { ...day([]), payments: 2 }],
    ['it names a difference that does not exist', day([line()])],
    [
      'it names a difference where both sides agree',
      day([line({ why: 'other-money', here: { state: 'paid', amount: 1250, currency: 'CNY' } })]),
    ],
  ])('when %s', (_why, reconciled) => {
    expect(wrongReconciliations([reconciled], both)).toHaveLength(1);
  });
});

const cny = (count: number, sum: number) => ({ CNY: { count, sum } });

/** Z `number` in row `sequence`, over the rows from `first` on to the one before it. */
const z = (number: number, first: number, sequence: number, paid = cny(0, 0)): Z => ({
  number,
  sequence,
  report: { rows: { first, last: sequence - 1 }, payments: { paid }, refunds: {} },
});

describe('a Z is missing', () => {
  test('not when each has the next number and begins after the one before', () => {
    expect(gapsIn([z(1, 1, 10), z(2, 11, 12), z(3, 13, 14)])).toEqual([]);
  });

  test.each([
    ['a number is skipped', [z(1, 1, 10), z(3, 11, 20)]],
    ['a number is used twice', [z(1, 1, 10), z(1, 11, 20)]],
    ['a row is in none', [z(1, 1, 10), z(2, 12, 20)]],
    ['a row is in two', [z(1, 1, 10), z(2, 10, 20)]],
    ['the first row is in none', [z(1, 2, 10)]],
  ])('when %s', (_why, zs) => {
    expect(gapsIn(zs)).toHaveLength(1);
  });
});

test('no Z is missing where one was lost with the end of the journal and its number is skipped', () => {
  expect(gapsIn([z(1, 1, 10), z(3, 11, 20)], [{ sequence: 12, zs: 2 }])).toEqual([]);
  expect(gapsIn([z(1, 1, 10), z(2, 11, 20)], [{ sequence: 12, zs: 2 }])).toHaveLength(1);
  expect(gapsIn([z(1, 1, 10), z(3, 11, 20)], [{ sequence: 20, zs: 2 }])).toHaveLength(1);
});

describe('a running number is used twice', () => {
  const named = (reference: string) => atGateway({ reference });
  const first = 'T1-20261123-000007-QK3M9Z7A';

  test('not by one payment on both sides, nor where a reference has none', () => {
    expect(numbersUsedTwice([journaled({ reference: first })], [named(first)])).toEqual([]);
    expect(numbersUsedTwice([], [named('T1-LOST-7'), named('T1-LOST-8')])).toEqual([]);
  });

  test('by two payments, even where only one side has each', () => {
    const second = 'T1-20261124-000007-AAAA1111';
    expect(numbersUsedTwice([journaled({ reference: first })], [named(second)])).toHaveLength(1);
  });
});

describe('the totals are wrong', () => {
  const records = {
    payments: [atGateway(), atGateway({ statusId: 5 })],
    refunds: [refundAtGateway({ statusId: 4 })],
  };
  const totals = {
    payments: { paid: cny(1, 1250), expired: cny(1, 1250) },
    refunds: { failed: cny(1, 500) },
    late: [],
    unresolved: [],
    zNumbers: [1, 2],
  };
  const zs = [z(1, 1, 10, cny(1, 1250)), z(2, 11, 12)];

  test('not when the Zs, the totals and the gateway agree', () => {
    expect(wrongTotals(zs, totals, records)).toEqual([]);
  });

  test.each([
    ['the Zs are a hundredth short', [z(1, 1, 10, cny(1, 1249)), z(2, 11, 12)], totals],
    ['the totals count one payment too many', zs, { ...totals, payments: { paid: cny(2, 1250) } }],
    ['the totals have another Z', zs, { ...totals, zNumbers: [1] }],
    [
      'something is unresolved',
      zs,
      {
        ...totals,
        unresolved: [
          { kind: 'refund', reference: 'R', amount: 1, currency: 'CNY', state: 'unknown' } as const,
        ],
      },
    ],
  ])('when %s', (_why, days, reported) => {
    expect(wrongTotals(days, reported, records)).toHaveLength(1);
  });
});
