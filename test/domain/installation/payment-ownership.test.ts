import { describe, expect, test } from 'vitest';
import type { Installation } from '#domain/installation/payment-ownership.ts';
import { ownershipOf } from '#domain/installation/payment-ownership.ts';
import { makeReference, makeRefundReference } from '#domain/payment/reference.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 29, 12);
const OPENED = NOON + 30 * MINUTE;

/** Its last row was written at noon and has payment 7; it was opened again half an hour later. */
const here: Installation = {
  identity: 'Q4ZK7M',
  opening: 'N0W0',
  since: NOON - 1_000 * MINUTE,
  gap: { lastNumber: 7, from: NOON, to: OPENED, openings: ['M0N0', 'T7E0'], reached: 0 },
};

const listed = (
  change: { terminalId?: string; identity?: string; opening?: string; number?: number },
  createdAt: number | null = NOON + 10 * MINUTE,
) => {
  const { terminalId = 'T1', identity = here.identity, opening = 'T7E0', number = 8 } = change;
  const mark = { identity, opening };
  return { reference: makeReference({ terminalId, mark }, NOON, number, new Uint8Array(8)), createdAt };
};

const ownership = (payment: { reference: string; createdAt: number | null }, known: readonly string[] = []) =>
  ownershipOf(payment, here, ['T1'], (reference) => known.includes(reference));

describe('a payment in the gateway’s list', () => {
  test('is ours when the journal has it, whatever its reference looks like', () => {
    for (const one of [listed({}), listed({ identity: 'OTHER0' }), { reference: 'X', createdAt: null }])
      expect(ownership(one, [one.reference])).toBe('ours');
    const old = { reference: 'T1-20261128-000003-Y11R5W2F', createdAt: NOON };
    expect(ownership(old, [old.reference])).toBe('ours');
  });

  test('was lost when this till made it after its last row and before it was opened again', () => {
    expect(ownership(listed({}))).toBe('lost');
    expect(ownership(listed({ opening: 'M0N0', number: 4_000 }))).toBe('lost');
    expect(ownership(listed({}, null))).toBe('lost');
  });

  test('was lost even if the till had another TerminalID at the time', () => {
    expect(ownership(listed({ terminalId: 'T9' }))).toBe('lost');
  });

  test('was lost if the journal is known to have reached its number, even before the journal was moved', () => {
    const moved = { ...here, gap: { ...here.gap, openings: [], reached: 8 } };
    const at = (number: number) => ownershipOf(listed({ number }), moved, ['T1'], () => false);
    expect([7, 8, 9].map(at)).toEqual(['journal-copy', 'lost', 'journal-copy']);
  });

  test.each([
    ['its running number is used here by another payment', listed({ number: 7 })],
    ['it was made at an opening that this till does not know', listed({ opening: 'C0PY' })],
    ['it was made since this till was opened, and is not in its journal', listed({ opening: 'N0W0' })],
    ['it was made before the last row that is there', listed({}, NOON - 61 * MINUTE)],
    ['it was made after this till was opened', listed({}, OPENED + 61 * MINUTE)],
  ])('comes from a copy of the journal: %s', (_why, payment) => {
    expect(ownership(payment)).toBe('journal-copy');
  });

  test('comes from another till when it carries another identity, or none', () => {
    expect(ownership(listed({ identity: 'BBBBBB' }))).toBe('another-till');
    expect(ownership({ reference: 'T1-20261129-000008-Y11R5W2F', createdAt: NOON })).toBe('another-till');
    expect(ownership({ reference: 'T1-8', createdAt: NOON })).toBe('another-till');
    expect(ownership(listed({ identity: 'BBBBBB' }, here.since - MINUTE))).toBe('another-till');
  });

  test('comes from an earlier installation if it was made before this journal had its identity', () => {
    expect(ownership(listed({ identity: 'BBBBBB' }, here.since - 3 * MINUTE))).toBe('earlier-installation');
    expect(ownership({ reference: 'T1-20261101-000008-Y11R5W2F', createdAt: here.since - 3 * MINUTE })).toBe(
      'earlier-installation',
    );
  });

  test('does not concern this till if it has another TerminalID', () => {
    expect(ownership(listed({ terminalId: 'T2', identity: 'BBBBBB' }))).toBe('elsewhere');
    expect(ownership(listed({ terminalId: 'T2', opening: 'C0PY' }))).toBe('elsewhere');
    expect(ownership({ reference: 'WOO_1', createdAt: NOON })).toBe('elsewhere');
  });

  test('is never lost when it is a refund', () => {
    const origin = { terminalId: 'T1', mark: { identity: here.identity, opening: 'T7E0' } };
    const reference = makeRefundReference(origin, NOON, 8, new Uint8Array(8));
    expect(ownership({ reference, createdAt: NOON })).toBe('journal-copy');
  });
});
