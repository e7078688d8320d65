import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { rebuild } from '#sqlite/check/rebuild.ts';
import { verify } from '#sqlite/check/verify.ts';
import { newJournalFile, NOON, openForTest, sell } from '../kit/new-journal.ts';
import { refundIntended, refundReported } from '../kit/refund-events.ts';

const cashier = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
const manager = { id: 'p2', name: 'Chen', role: 'manager' } as const;

const EXCEEDS = 'a refund never exceeds what is left of a paid payment';

const paidShop = () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  return { file, journal };
};

describe('the journal of refunds', () => {
  test('says who requested and approved each and how it ended, and verifies', () => {
    const { file, journal } = paidShop();
    journal.appendRefund('R1', refundIntended('R1', 250), NOON + 5_000);
    journal.appendRefund(
      'R1',
      { type: 'refund-created', refund: refundReported('R1', 250, 1) },
      NOON + 6_000,
    );
    const ended = journal.appendRefund(
      'R1',
      { type: 'refund-observed', refund: refundReported('R1', 250, 2) },
      NOON + 7_000,
    );
    expect(ended).toMatchObject({ state: 'refunded', askedBy: cashier, approvedBy: manager, amount: 250 });
    expect(journal.refundsOf('T1-1')).toEqual([ended]);
    expect(journal.refundStory('R1').map(({ event }) => event.type)).toEqual([
      'refund-intended',
      'refund-created',
      'refund-observed',
    ]);
    journal.close();
    expect(verify(file)).toMatchObject({ ok: true, events: 6, payments: 1 });
    expect(rebuild(file)).toEqual({ ok: true, payments: 1 });
    expect(openForTest(file).refund('R1')).toEqual(ended);
  });

  test('says which payment a refund is of, though it cannot be read: lists with those of several payments hold nothing up', () => {
    const { file, journal } = paidShop();
    journal.appendRefund('R1', refundIntended('R1', 250), NOON);
    const db = new Database(file);
    db.exec("UPDATE refunds SET body = '{'");
    db.close();
    expect(() => journal.refund('R1')).toThrow();
    expect(journal.paymentOfRefund('R1')).toBe('T1-1');
  });

  test('never refunds more than was paid, counting refunds that are not final', () => {
    const { journal } = paidShop();
    journal.appendRefund('R1', refundIntended('R1', 1_000), NOON);
    expect(() => journal.appendRefund('R2', refundIntended('R2', 251), NOON)).toThrow(EXCEEDS);
    journal.appendRefund('R3', refundIntended('R3', 250), NOON);
    expect(() => journal.appendRefund('R4', refundIntended('R4', 1), NOON)).toThrow(EXCEEDS);
    journal.appendRefund(
      'R1',
      { type: 'refund-refused', failure: 'rejected', reasons: [{ code: 18, info: '' }] },
      NOON,
    );
    expect(journal.appendRefund('R5', refundIntended('R5', 1_000), NOON)).toMatchObject({ state: 'sending' });
    expect(journal.lastRefundNumber()).toBe(3);
  });

  test('refuses a refund in another currency, of a payment that was not paid, or of none', () => {
    const { journal } = paidShop();
    expect(() => journal.appendRefund('R1', refundIntended('R1', 1, { currency: 'EUR' }), NOON)).toThrow(
      EXCEEDS,
    );
    expect(() =>
      journal.appendRefund('R1', refundIntended('R1', 1, { paymentReference: 'T1-9' }), NOON),
    ).toThrow(EXCEEDS);
    expect(journal.lastRefundNumber()).toBe(0);
  });

  test('is rebuilt even if a failed refund succeeded at the gateway after another one', () => {
    const { file, journal } = paidShop();
    journal.appendRefund('R1', refundIntended('R1', 1_250), NOON);
    journal.appendRefund('R1', { type: 'refund-created', refund: refundReported('R1', 1_250, 4) }, NOON);
    journal.appendRefund('R2', refundIntended('R2', 1_250), NOON);
    journal.appendRefund('R1', { type: 'refund-observed', refund: refundReported('R1', 1_250, 2) }, NOON);
    journal.close();
    expect(verify(file)).toMatchObject({ ok: true });
    expect(rebuild(file)).toMatchObject({ ok: true });
    expect(
      openForTest(file)
        .refundsOf('T1-1')
        .map(({ state }) => state),
    ).toEqual(['refunded', 'sending']);
  });
});

describe('activity records', () => {
  test('are in the same chain, and are found by their type', () => {
    const { file, journal } = paidShop();
    journal.record({ type: 'signed-in', by: cashier }, NOON);
    const refused = journal.record(
      { type: 'pin-refused', by: manager, why: 'pin-wrong', failures: 1, lockedForMs: 0 },
      NOON + 1,
    );
    journal.record({ type: 'signed-out', by: cashier, why: 'asked' }, NOON + 2);
    expect(journal.records(['signed-out', 'signed-in'], 0).map(({ record }) => record.type)).toEqual([
      'signed-in',
      'signed-out',
    ]);
    expect(journal.records(['signed-in'], 4)).toEqual([]);
    expect(journal.lastRecord('pin-refused')).toEqual(refused);
    journal.close();
    expect(verify(file)).toMatchObject({ ok: true, events: 6, payments: 1 });
  });
});
