import { expect, test } from 'vitest';
import { notReconciled } from '#domain/day/reconciliation.ts';
import { ActivityTally } from '#domain/journal/activity-tally.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import { trainingManager as by } from '#domain/staff/staff.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

const refused = (why: RecordOf<'pin-refused'>['why']): RecordOf<'pin-refused'> => ({
  type: 'pin-refused',
  by,
  why,
  failures: 1,
  lockedForMs: 0,
});

const printed = (copy: number): RecordOf<'receipt-printed'> => ({
  type: 'receipt-printed',
  by,
  reference: 'T1-1',
  copy,
  printer: 'pdf',
  language: 'en',
});

test('wrong PINs and duplicates are counted; PINs refused unchecked and first receipts are not', () => {
  const tally = new ActivityTally();
  for (const record of [refused('pin-wrong'), refused('pin-locked'), printed(1), printed(2), printed(3)])
    tally.add(record, NOON);
  expect(tally.figures()).toEqual({ shifts: [], pinFailures: 1, reprints: 2 });
});

test('a shift has one line, open until it is closed', () => {
  const tally = new ActivityTally();
  tally.add({ type: 'shift-opened', number: 4, by }, NOON);
  expect(tally.figures().shifts).toEqual([
    { number: 4, openedBy: by, openedAt: NOON, closedBy: null, closedAt: null },
  ]);
});

test('the latest reconciliation of a date counts; a date without one is shown as not reconciled', () => {
  const tally = new ActivityTally();
  const day = { ...notReconciled('2026-11-23'), from: NOON, to: NOON + 1, lines: [], by: null, mended: 0 };
  const record = { type: 'reconciled', ...day, refundsAsked: 'known' } as const;
  tally.add(record, NOON);
  tally.add({ ...record, result: 'matched' }, NOON + 1);
  expect(tally.reconciliationOf('2026-11-23').result).toBe('matched');
  expect(tally.reconciliationOf('2026-11-22')).toEqual(notReconciled('2026-11-22'));
});
