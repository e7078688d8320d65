/** Times of tills that are in another time zone than whoever looks at the page, and pages that stay open over midnight. */
import { expect, test } from 'vitest';
import { daysBetween, shiftDay } from '../../../src-office/page/words/calendar.ts';
import { inZone, isSameDay } from '../../../src-office/page/words/in-zone.ts';

/** Wherever this test runs, its clock does not show the same. */
const FAR = 'Pacific/Kiritimati';
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const NOON = Date.UTC(2026, 10, 30, 12);
const HOUR = 3_600_000;

test('a payment has the time of its receipt, and its zone is named where it is not the browser’s', () => {
  expect(inZone(NOON, FAR)).toEqual({ timeZone: FAR, timeZoneName: 'short' });
  expect(inZone(NOON, HERE)).toEqual({});
  expect(inZone(NOON, undefined)).toEqual({});
});

test('whether two things happened on one day is decided by the till’s clock', () => {
  const zone = { timeZone: FAR };
  expect(isSameDay(NOON, NOON + HOUR, zone)).toBe(true);
  // 10:00 UTC is midnight there.
  expect(isSameDay(NOON - 3 * HOUR, NOON, zone)).toBe(false);
  expect(isSameDay(NOON - 3 * HOUR, NOON, { timeZone: 'UTC' })).toBe(true);
});

test('a zone that the browser does not know, or a time that does not exist, leaves the page as it is', () => {
  expect(inZone(NOON, 'Mars/Olympus')).toEqual({});
  expect(inZone(Number.MAX_SAFE_INTEGER, FAR)).toEqual({});
  expect(isSameDay(Number.MAX_SAFE_INTEGER, NOON)).toBe(false);
});

test('a range moves on by whole days, also over a change of the clocks', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect([shiftDay('2026-10-24', 2), shiftDay('2026-12-31', 1), shiftDay('', 1)]).toEqual([
    '2026-10-26',
    '2027-01-01',
    '',
  ]);
});
