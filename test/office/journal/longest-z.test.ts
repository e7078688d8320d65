/** The longest business day that reaches the office: docs/office.md promises it. */
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { RefundLine } from '#domain/day/report-lines.ts';
import { isRowTooLong } from '#domain/office/push.ts';
import { makeReference, makeRefundReference } from '#domain/payment/reference.ts';
import { isNameValid, MAX_NAME_LENGTH } from '#domain/staff/staff.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import { madeUpDay } from '../../support/made-up/made-up-day.ts';

const REFUNDS = 10_000;
const LAST = 999_999_999;

const longestName = '\u{20BB7}'.repeat(MAX_NAME_LENGTH);
const person = { id: 'f'.repeat(36), name: longestName, role: 'manager' } as const;
const origin = { terminalId: 'X'.repeat(100), mark: { identity: '7HJ2K9', opening: 'QDXY' } };
const bytes = new Uint8Array(8);

/** As long as one can be: every name, number and reference. */
const line: RefundLine = {
  reference: makeRefundReference(origin, 0, LAST, bytes),
  paymentReference: makeReference(origin, 0, LAST, bytes),
  amount: 999_999_999_999,
  currency: 'CNY',
  state: 'requested',
  askedBy: person,
  approvedBy: person,
};

const zOf = (refunds: number): string =>
  canonicalJson({
    ...madeUpDay.record,
    report: { ...madeUpDay.record.report, refundLines: Array.from({ length: refunds }, () => line) },
  });

test('a Z of ten thousand refunds reaches the office, however long the names in them', () => {
  expect(isNameValid(longestName)).toBe(true);
  const payload = zOf(REFUNDS);
  expect(readRecord(payload).type).toBe('day-closed');
  expect(isRowTooLong(payload)).toBe(false);
  expect(isRowTooLong(zOf(2 * REFUNDS))).toBe(true);
});

test('the documents promise as much', () => {
  const words = readFileSync('docs/office.md', 'utf8').replaceAll(/\s+/g, ' ');
  expect(words).toContain(`${REFUNDS.toLocaleString('en')} refunds`);
});
