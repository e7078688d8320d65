/** What every journal does: the one on disk, and the one in memory that tests use. */
import { describe, expect, test } from 'vitest';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { ActivityJournal, Journal, RefundJournal } from '#services/journal-ports.ts';
import { MemoryJournal } from '../support/fakes/memory-journal.ts';
import {
  intended,
  newJournalFile,
  NOON,
  openForTest,
  payLate,
  sell,
  reportedPayment,
} from './kit/new-journal.ts';
import { refundIntended, refundReported } from './kit/refund-events.ts';

type AnyJournal = Journal & RefundJournal & ActivityJournal;

const MINUTE = 60_000;
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;

const namesOf = (all: readonly { readonly reference: string }[]) => all.map(({ reference }) => reference);

describe.each<[string, () => AnyJournal]>([
  ['in a file', () => openForTest(newJournalFile())],
  ['in memory', () => new MemoryJournal()],
])('a journal %s', (_where, open) => {
  test('returns the payment after each event, and keeps its rows in order', () => {
    const journal = open();
    expect(journal.append('T1-1', intended('T1-1'), NOON)).toMatchObject({
      state: 'sending',
      startedAt: NOON,
    });
    const created = { type: 'created', payment: reportedPayment('T1-1', 1) } as const;
    expect(journal.append('T1-1', created, NOON + 1)).toMatchObject({ state: 'open', changedAt: NOON + 1 });
    expect(journal.payment('T1-1')).toMatchObject({ state: 'open' });
    expect(journal.story('T1-1')).toMatchObject([
      { sequence: 1, at: NOON, reference: 'T1-1', event: { type: 'intended' } },
      { sequence: 2, at: NOON + 1, reference: 'T1-1', event: created },
    ]);
  });

  test('returns undefined for an event that does not apply, and writes nothing', () => {
    const journal = open();
    sell(journal, 'T1-1');
    const before = journal.payment('T1-1');
    expect(journal.append('T1-1', { type: 'resent' }, NOON + MINUTE)).toBeUndefined();
    expect(journal.append('T1-1', intended('T1-1', { amount: 1 }), NOON + MINUTE)).toBeUndefined();
    expect(journal.payment('T1-1')).toEqual(before);
    expect(journal.story('T1-1')).toHaveLength(3);
    expect(journal.lastPaymentNumber()).toBe(1);
  });

  test('throws for an event of a payment that it does not have, and writes nothing', () => {
    const journal = open();
    expect(() => journal.append('T1-1', { type: 'missed' }, NOON)).toThrow(
      "'missed' does not apply to payment T1-1 (none)",
    );
    expect(() => journal.append('T1-1', intended('T1-2'), NOON)).toThrow('does not apply');
    expect(() => journal.appendRefund('R1', { type: 'refund-missed' }, NOON)).toThrow(
      "'refund-missed' does not apply to refund R1 (none)",
    );
    expect(namesOf(journal.unfinished(0))).toEqual([]);
    expect([journal.lastPaymentNumber(), journal.lastRefundNumber()]).toEqual([0, 0]);
  });

  test('numbers payments and refunds separately, in the order they start', () => {
    const journal = open();
    sell(journal, 'T1-1');
    sell(journal, 'T1-2');
    journal.appendRefund('R1', refundIntended('R1', 250), NOON);
    expect(['T1-1', 'T1-2', 'T1-3'].map((name) => journal.numberOf(name))).toEqual([1, 2, undefined]);
    expect([journal.lastPaymentNumber(), journal.lastRefundNumber(), journal.refundNumberOf('R1')]).toEqual([
      2, 1, 1,
    ]);
    expect(['R1', 'T1-1'].map((name) => journal.paymentOfRefund(name))).toEqual(['T1-1', undefined]);
  });

  test('never reuses a running number if only some of the lost payments were found', () => {
    const journal = open();
    sell(journal, 'T1-1');
    const reference = 'T1-20261123-000007-AAAAAA1111-00000000';
    const { intent } = intended(reference, { requestId: '' }) as PaymentEvent & { type: 'intended' };
    journal.append(
      reference,
      { type: 'found', intent, payment: reportedPayment(reference, 2) },
      NOON + MINUTE,
    );
    expect(journal.lastPaymentNumber()).toBe(2);
    expect([NOON - 1, NOON, NOON + MINUTE].map((until) => journal.highestNumber(until))).toEqual([0, 1, 7]);
  });

  test('after a loss never gives a number that was used, and lets imported payments keep their own', () => {
    const journal = open();
    const lost = { rows: 6, since: 0, until: NOON, shifts: 0, zs: 0, zsLost: 0 };
    sell(journal, 'T1-20261123-000001-QK3M9Z7A');
    expect(journal.lastLoss()).toBeUndefined();
    journal.record({ type: 'tail-lost', payments: 4, refunds: 2, ...lost }, NOON);
    expect(journal.lastLoss()).toEqual({ sequence: 4, payments: 4, refunds: 2, shifts: 0, zs: 0 });
    expect([journal.lastPaymentNumber(), journal.lastRefundNumber()]).toEqual([4, 2]);
    const imported = 'T1-20261123-000003-QK3M9Z7A';
    sell(journal, 'T1-1');
    sell(journal, imported);
    sell(journal, 'T1-20261123-000005-QK3M9Z7A');
    journal.appendRefund('R1', refundIntended('R1', 250), NOON);
    expect(['T1-1', imported, 'T1-20261123-000005-QK3M9Z7A'].map((one) => journal.numberOf(one))).toEqual([
      5, 3, 6,
    ]);
    expect([journal.lastPaymentNumber(), journal.refundNumberOf('R1')]).toEqual([6, 3]);
  });

  test('lists payments by start, newest first, excluding the end of the range', () => {
    const journal = open();
    for (const [name, at] of [
      ['early', -1],
      ['second', 5],
      ['first', 0],
      ['end', 10],
    ] as const)
      sell(journal, name, NOON + at);
    expect(namesOf(journal.startedBetween(NOON, NOON + 10))).toEqual(['second', 'first']);
    expect(namesOf(journal.newestPayments(3))).toEqual(['end', 'second', 'first']);
    expect(namesOf(journal.newestBetween(NOON, NOON + 10, 1))).toEqual(['second']);
    expect(journal.countBetween(NOON, NOON + 10)).toBe(2);
  });

  test('lists as unfinished what is open, what may be paid late, and what is unsettled', () => {
    const journal = open();
    sell(journal, 'paid');
    journal.append('expired', intended('expired'), NOON);
    journal.append('expired', { type: 'created', payment: reportedPayment('expired', 5) }, NOON + MINUTE);
    journal.append('unsent', intended('unsent'), NOON);
    journal.append('unsent', { type: 'refused', failure: 'not-sent', reasons: [], payment: null }, NOON);
    const rejected = reportedPayment('rejected', 3);
    journal.append('rejected', intended('rejected'), NOON);
    journal.append(
      'rejected',
      { type: 'refused', failure: 'rejected', reasons: [], payment: rejected },
      NOON,
    );
    payLate(journal, 'late');
    journal.append('open', intended('open'), NOON);
    const watchedUntil = NOON + 10 * MINUTE;
    expect(namesOf(journal.unfinished(watchedUntil))).toEqual(['expired', 'rejected', 'late', 'open']);
    expect(namesOf(journal.unfinished(watchedUntil + 1))).toEqual(['late', 'open']);
    journal.append('late', { type: 'late-accepted', by: lin }, NOON + MINUTE);
    expect(namesOf(journal.unfinished(watchedUntil + 1))).toEqual(['open']);
  });

  test('lists refunds by payment and by time, and those that have not succeeded', () => {
    const journal = open();
    sell(journal, 'T1-1');
    journal.appendRefund('R1', refundIntended('R1', 250), NOON);
    journal.appendRefund('R1', { type: 'refund-created', refund: refundReported('R1', 250, 2) }, NOON + 20);
    journal.appendRefund('R2', refundIntended('R2', 250), NOON + 10);
    journal.appendRefund('R3', refundIntended('R3', 250), NOON + 10);
    journal.appendRefund('R3', { type: 'refund-created', refund: refundReported('R3', 250, 4) }, NOON + 30);
    journal.appendRefund('R4', refundIntended('R4', 250), NOON + 10);
    journal.appendRefund('R4', { type: 'refund-refused', failure: 'rejected', reasons: [] }, NOON + 35);
    const again = { type: 'refund-observed', refund: refundReported('R3', 250, 4) } as const;
    expect(journal.appendRefund('R3', again, NOON + 40)).toBeUndefined();
    expect(journal.refund('R1')).toMatchObject({ state: 'refunded' });
    expect(namesOf(journal.refundsOf('T1-1'))).toEqual(['R1', 'R2', 'R3', 'R4']);
    expect(namesOf(journal.refundsBetween(NOON + 11, NOON + 30))).toEqual(['R1']);
    expect(namesOf(journal.refundsBetween(NOON + 10, NOON + 31))).toEqual(['R1', 'R2', 'R3', 'R4']);
    expect(namesOf(journal.unfinishedRefunds(NOON + 30))).toEqual(['R2', 'R3']);
    expect(namesOf(journal.unfinishedRefunds(NOON + 31))).toEqual(['R2']);
    expect(journal.refundStory('R3').map(({ sequence }) => sequence)).toEqual([7, 8]);
  });

  test('refuses to start a refund of more than is refundable', () => {
    const journal = open();
    sell(journal, 'T1-1');
    journal.appendRefund('R1', refundIntended('R1', 1_000), NOON);
    const refusals = [
      refundIntended('R2', 251),
      refundIntended('R2', 1, { currency: 'EUR' }),
      refundIntended('R2', 1, { paymentReference: 'T1-9' }),
    ];
    for (const event of refusals)
      expect(() => journal.appendRefund('R2', event, NOON)).toThrow('never exceeds what is left');
    journal.appendRefund('R1', { type: 'refund-refused', failure: 'not-sent', reasons: [] }, NOON);
    expect(journal.appendRefund('R2', refundIntended('R2', 1_250), NOON)).toMatchObject({ state: 'sending' });
    // A refund the gateway has already made is imported unchanged.
    const { intent } = refundIntended('R3', 900);
    const elsewhere = { type: 'refund-found', intent, refund: refundReported('R3', 900, 2) } as const;
    expect(journal.appendRefund('R3', elsewhere, NOON)).toMatchObject({ state: 'refunded' });
  });

  test('numbers payments, refunds and activity in one sequence, and finds records by type', () => {
    const journal = open();
    sell(journal, 'T1-1');
    const signedIn = journal.record({ type: 'signed-in', by: lin }, NOON);
    journal.appendRefund('R1', refundIntended('R1', 250), NOON);
    const signedOut = journal.record({ type: 'signed-out', by: lin, why: 'asked' }, NOON + 1);
    expect([signedIn.sequence, signedOut.sequence]).toEqual([4, 6]);
    expect(journal.records(['signed-out', 'signed-in'], 0)).toEqual([signedIn, signedOut]);
    expect(journal.records(['signed-out', 'signed-in'], 4)).toEqual([signedOut]);
    expect(journal.lastRecord('signed-in')).toEqual(signedIn);
    expect(journal.lastRecord('shift-opened')).toBeUndefined();
  });

  test('finds the newest records of a type, of all or of those that name a person', () => {
    const journal = open();
    const sun = { id: 'sun', name: 'Sun', role: 'supervisor' } as const;
    const first = journal.record({ type: 'signed-in', by: lin }, NOON);
    const second = journal.record({ type: 'signed-in', by: sun }, NOON + 1);
    journal.record({ type: 'signed-out', by: lin, why: 'asked' }, NOON + 2);
    const changed = journal.record({ type: 'pin-changed', by: sun, person: lin }, NOON + 3);
    expect(journal.newestRecords('signed-in', 5)).toEqual([second, first]);
    expect(journal.newestRecords('signed-in', 1)).toEqual([second]);
    expect(journal.lastRecordNaming('signed-in', 'by', 'lin')).toEqual(first);
    expect(journal.lastRecordNaming('pin-changed', 'person', 'lin')).toEqual(changed);
    expect(journal.lastRecordNaming('pin-changed', 'person', 'sun')).toBeUndefined();
    expect(journal.lastRecordNaming('pin-refused', 'by', 'lin')).toBeUndefined();
  });
});

test('a journal in memory can fail like a full disk, for every write', () => {
  const journal = new MemoryJournal();
  sell(journal, 'T1-1');
  journal.full = true;
  expect(() => journal.append('T1-2', intended('T1-2'), NOON)).toThrow(DiskFailed);
  expect(() => journal.appendRefund('R1', refundIntended('R1', 250), NOON)).toThrow(DiskFailed);
  expect(() => journal.record({ type: 'signed-in', by: lin }, NOON)).toThrow(DiskFailed);
  expect(journal.append('T1-1', { type: 'missed' }, NOON)).toBeUndefined();
  expect([journal.lastPaymentNumber(), journal.lastRefundNumber(), journal.activity.length]).toEqual([
    1, 0, 0,
  ]);
});
