/** When somebody must look at a till, and what no Z covers yet: worked out at each push, so that nobody searches for it. */
import { expect, test } from 'vitest';
import type { TillState } from '#domain/office/till-state.ts';
import { dueAt } from '../../../src-office/journal/due-at.ts';
import { tillState } from '../../support/office/tills.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 12:00 in Shanghai. */
const HEARD = Date.UTC(2026, 10, 30, 4);

const due = (state: Partial<TillState>, uncovered: string | null = null): number | null =>
  dueAt({ state: tillState(state), heardAt: HEARD, uncovered }, HEARD);

test.each<[string, Partial<TillState>, string | null, number | null]>([
  ['never if it is closed and nothing waits', {}, null, null],
  [
    'five minutes after it was heard while a shift is open',
    { openSince: HEARD - HOUR },
    null,
    HEARD + 5 * MINUTE,
  ],
  [
    'a quarter of an hour after the oldest payment without an outcome began',
    { unresolved: { count: 2, oldestAt: HEARD - MINUTE } },
    null,
    HEARD + 14 * MINUTE,
  ],
  [
    'a quarter of an hour after it began by the clock of a till that is an hour slow',
    { unresolved: { count: 1, oldestAt: HEARD - 61 * MINUTE }, saidAt: HEARD - HOUR },
    null,
    HEARD + 14 * MINUTE,
  ],
  ['at once if a row is not taken', { untaken: { row: 5, why: 'not-taken', since: HEARD } }, null, HEARD],
  // The day ends at 04:00 of the next, which is 20:00 in UTC.
  [
    'six hours after the end of a day with money that no Z covers',
    {},
    '2026-11-29',
    HEARD + 22 * HOUR - 24 * HOUR,
  ],
  [
    'at the first of them if there are several',
    { openSince: HEARD - HOUR, unresolved: { count: 1, oldestAt: HEARD - 20 * MINUTE } },
    '2026-11-30',
    HEARD - 5 * MINUTE,
  ],
])('somebody must look at a till %s', (_when, state, uncovered, at) => {
  expect(due(state, uncovered)).toBe(at);
});
