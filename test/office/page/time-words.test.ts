/** Times of tills that are in another time zone than whoever looks at the page. */
import { expect, test } from 'vitest';
import { eventTime, sinceWords, stampWords } from '../../../src-office/page/words/time-words.ts';

/** Wherever this test runs, no clock shows the same as here. */
const FAR = 'Pacific/Kiritimati';
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const NOON = Date.UTC(2026, 10, 30, 12);

test('a payment has the time of its receipt, and the zone is named where it is not the browser’s', () => {
  expect(stampWords(NOON, FAR)).toBe('Tue 1 Dec 2026, 02:00 GMT+14');
  expect(stampWords(NOON, HERE)).toBe(stampWords(NOON));
  expect(stampWords(NOON)).not.toContain('GMT');
});

test('what happened to a payment on another day there has its day', () => {
  expect(eventTime(NOON + 1_000, NOON, FAR)).toBe('02:00:01 GMT+14');
  // Both are on one day in UTC, but on two at the till.
  expect(eventTime(NOON, NOON - 3 * 3_600_000, FAR)).toBe('Tue 1 Dec 2026, 02:00 GMT+14');
});

test('a Z is made today or not by the till’s clock', () => {
  expect(sinceWords(NOON, NOON + 3_600_000, FAR)).toBe('02:00 GMT+14');
  expect(sinceWords(NOON, NOON + 24 * 3_600_000, FAR)).toBe('Tue 1 Dec, 02:00 GMT+14');
});

test('a zone that the browser does not know, or a time that does not exist, leaves the page as it is', () => {
  expect(stampWords(NOON, 'Mars/Olympus')).toBe(stampWords(NOON));
  expect(stampWords(Number.MAX_SAFE_INTEGER, FAR)).toBe('–');
});
