import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reconcilePayments } from '#domain/day/reconcile-payments.ts';
import { reconcileRefunds } from '#domain/day/reconcile-refunds.ts';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { Differences } from '#domain/day/reconciliation.ts';
import { NO_DIFFERENCES } from '#domain/day/reconciliation.ts';
import {
  SITE,
  ours,
  OPEN,
  PAID,
  CANCELLED,
  FAILED,
  PENDING,
  REVIEW,
  DISPUTED,
  REFUNDED,
  CHARGED_BACK,
  DISPUTE_LOST,
  DISPUTE_WON,
  PARTLY_REFUNDED,
  lived,
  there,
  here,
  silent,
  whys,
  refund,
  refundThere,
} from './two-sides.ts';

const refused = (failure: 'not-sent' | 'rejected'): PaymentEvent => ({
  type: 'refused',
  failure,
  reasons: [],
  payment: null,
});

/** Refused at once, as a payment that the gateway had given a number. */
const refusedAs = (reference: string): PaymentEvent => ({
  type: 'refused',
  failure: 'rejected',
  reasons: [],
  payment: there(reference, FAILED),
});

describe('a payment matches', () => {
  test.each([
    ['paid on both sides', here('A', OPEN, PAID), [there('A', PAID)]],
    ['ended without money, whatever the status name', here('A', OPEN, CANCELLED), [there('A', FAILED)]],
    ['in progress on both sides', here('A', OPEN), [there('A', PENDING)]],
    ['never sent, and unknown to the gateway', lived('A', refused('not-sent')), []],
    ['refused at once, and stored by the gateway', lived('A', refused('rejected')), [there('A', FAILED)]],
    ['refused at once with an ID, and not in the gateway’s list', lived('A', refusedAs('A')), []],
    ['outcome unknown on both sides', here('A', REVIEW), [there('A', REVIEW)]],
    ['refunded at the gateway, which its refunds account for', here('A', PAID), [there('A', REFUNDED)]],
    ['partly refunded at the gateway', here('A', PAID), [there('A', PARTLY_REFUNDED)]],
    ['in a dispute that the shop has won', here('A', PAID), [there('A', DISPUTE_WON)]],
    [
      'ended without money, whatever amount the gateway lists of it',
      here('A', OPEN, CANCELLED),
      [there('A', FAILED, { amount: 9 })],
    ],
    ['listed twice, because the pages shifted', here('A', PAID), [there('A', PAID), there('A', PAID)]],
  ])('%s', (_title, payment, listed) => {
    const { counts, lines } = reconcilePayments([payment], listed, SITE, ours);
    expect(lines).toEqual([]);
    expect(counts).toEqual({ ...NO_DIFFERENCES.counts, matched: 1 });
  });
});

describe('a payment does not match', () => {
  test.each([
    ['sent, and it is not known whether it arrived', [lived('A', silent)], [], 'only-here: in-doubt'],
    ['paid here, missing there', [here('A', PAID)], [], 'only-here: paid-only-here'],
    ['cancelled here, missing there', [here('A', OPEN, CANCELLED)], [], 'only-here: unpaid-only-here'],
    ['declined here, missing there', [here('A', FAILED)], [], 'only-here: unpaid-only-here'],
    ['made under another SiteID', [{ ...here('A', PAID), siteId: '7' }], [], 'only-here: other-site'],
    ['paid there, missing here', [], [there('A', PAID)], 'only-there: paid-only-there'],
    ['open there, missing here', [], [there('A', OPEN)], 'only-there: unpaid-only-there'],
    ['in another amount', [here('A', PAID)], [there('A', PAID, { amount: 9 })], 'different: other-money'],
    [
      'in another currency',
      [here('A', PAID)],
      [there('A', PAID, { currency: 'EUR' })],
      'different: other-money',
    ],
    ['paid there, cancelled here', [here('A', OPEN, CANCELLED)], [there('A', PAID)], 'different: paid-there'],
    ['paid here, cancelled there', [here('A', PAID)], [there('A', CANCELLED)], 'different: paid-here'],
    ['cancelled here, open there', [here('A', CANCELLED)], [there('A', OPEN)], 'different: open-there'],
    ['open here, ended there', [here('A', OPEN)], [there('A', FAILED)], 'different: ended-there'],
    ['disputed by its customer', [here('A', PAID)], [there('A', DISPUTED)], 'different: disputed-there'],
    ['charged back', [here('A', PAID)], [there('A', CHARGED_BACK)], 'different: disputed-there'],
    ['lost to its customer', [here('A', PAID)], [there('A', DISPUTE_LOST)], 'different: disputed-there'],
    ['under review there', [here('A', OPEN)], [there('A', REVIEW)], 'different: unclear'],
    ['outcome unknown here, open there', [lived('A', silent)], [there('A', OPEN)], 'different: unclear'],
  ])('%s', (_title, payments, listed, why) => {
    expect(whys(reconcilePayments(payments, listed, SITE, ours))).toEqual([why]);
  });

  test('when the gateway has a second paid payment under the same reference', () => {
    const listed = [there('A', PAID, { id: '2' }), there('A', PAID), there('A', FAILED, { id: '3' })];
    const result = reconcilePayments([here('A', PAID)], listed, SITE, ours);
    expect(whys(result)).toEqual(['only-there: twice-there']);
    expect(result.lines[0]).toMatchObject({ gatewayId: '2', reference: 'A' });
    expect(result.counts.matched).toBe(1);
  });

  test.each([
    ['failed', here('A', FAILED)],
    ['is open', here('A', OPEN)],
  ])(
    'when the gateway has been paid under another record than the one we know, which %s',
    (_what, payment) => {
      const listed = [there('A', FAILED), there('A', PAID, { id: '2' })];
      const result = reconcilePayments([payment], listed, SITE, ours);
      expect(whys(result)).toEqual(['different: paid-there']);
      expect(result.lines[0]).toMatchObject({ gatewayId: '2', reference: 'A' });
    },
  );

  test.each([
    ['could still be paid', OPEN],
    ['is with the wallet', PENDING],
    ['is under review', REVIEW],
  ])('when the gateway has a second one under the same reference that %s', (_what, status) => {
    const listed = [there('A', PAID), there('A', status, { id: '2' })];
    const result = reconcilePayments([here('A', PAID)], listed, SITE, ours);
    expect(whys(result)).toEqual(['only-there: twice-there']);
  });
});

test.each([
  ['refunded on both sides', [refund('refunded', '7')], [refundThere(2)], []],
  [
    'with the same gateway ID and another reference',
    [refund('requested', '7')],
    [refundThere(1, { reference: 'X' })],
    [],
  ],
  ['never arrived', [refund('failed', null)], [], []],
  ['being sent here, not known there', [refund('sending', '7')], [refundThere(99)], []],
  ['failed on both sides, in another amount', [refund('failed', '7')], [refundThere(4, { amount: 5 })], []],
  [
    'in another currency',
    [refund('requested', '7')],
    [refundThere(1, { currency: 'EUR' })],
    ['different: refund-other-money'],
  ],
  ['requested, without an answer', [refund('unknown', null)], [], ['only-here: refund-in-doubt']],
  ['accepted here, missing there', [refund('requested', '7')], [], ['only-here: refund-only-here']],
  ['made elsewhere', [], [refundThere(2)], ['only-there: refund-only-there']],
  ['of nothing, made elsewhere', [], [refundThere(4, { amount: 0 })], []],
  [
    'in another amount',
    [refund('requested', '7')],
    [refundThere(1, { amount: 5 })],
    ['different: refund-other-money'],
  ],
  ['done there', [refund('requested', '7')], [refundThere(2)], ['different: refund-given-there']],
  ['undone there', [refund('refunded', '7')], [refundThere(4)], ['different: refund-given-here']],
  ['failed there', [refund('requested', '7')], [refundThere(4)], ['different: refund-otherwise']],
])('a refund %s', (_title, ours, theirs, expected) => {
  expect(whys(reconcileRefunds('A', ours, theirs))).toEqual(expected);
});

const statuses = fc.constantFrom(OPEN, PAID, CANCELLED, FAILED, PENDING, REVIEW);
const anyDay = fc.uniqueArray(
  fc.record({
    reference: fc.integer({ min: 1, max: 99 }).map((number) => `T1-${number}`),
    here: fc.option(statuses),
    there: fc.option(statuses),
    amount: fc.constantFrom(1250, 1250, 1250, 9),
  }),
  { selector: ({ reference }) => reference, maxLength: 30 },
);
type AnyDay = typeof anyDay extends fc.Arbitrary<infer D> ? D : never;

const sides = (day: AnyDay) => ({
  payments: day.flatMap((one) => (one.here === null ? [] : [here(one.reference, one.here)])),
  listed: day.flatMap(({ reference, there: status, amount }) =>
    status === null ? [] : [there(reference, status, { amount })],
  ),
});

describe('whatever happened on a day', () => {
  test('every payment is counted once, and each that does not match has a line', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { payments, listed } = sides(day);
        const { counts, lines } = reconcilePayments(payments, listed, SITE, ours);
        const known = new Set([...payments, ...listed].map(({ reference }) => reference));
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(known.size);
        expect(new Set(lines.map(({ reference }) => reference)).size).toBe(lines.length);
        expect(lines.length).toBe(known.size - counts.matched);
        for (const line of lines) {
          expect(line.here === null).toBe(line.kind === 'only-there');
          expect(line.there === null).toBe(line.kind === 'only-here');
        }
      }),
    );
  });

  test('the order of either list does not matter', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { payments, listed } = sides(day);
        const sorted = (differences: Differences) => whys(differences).toSorted();
        expect(sorted(reconcilePayments(payments.toReversed(), listed.toReversed(), SITE, ours))).toEqual(
          sorted(reconcilePayments(payments, listed, SITE, ours)),
        );
      }),
    );
  });

  test('a journal that has applied everything the gateway reported matches', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { listed } = sides(day.map((one) => ({ ...one, amount: 1250 })));
        const payments = listed.map(({ reference, statusId }) => here(reference, statusId));
        expect(reconcilePayments(payments, listed, SITE, ours).lines).toEqual([]);
      }),
    );
  });
});
