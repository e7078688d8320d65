import { expect, test } from 'vitest';
import { tillWord } from '../../../src-office/page/tills/till-look.ts';
import type { TillLine } from '../../../src-office/views/till-views.ts';
import { tillState } from '../../support/office/tills.ts';

const NOW = 1_795_000_000_000;

const till = (change: Partial<TillLine>): TillLine => ({
  station: 'S1',
  name: 'Front',
  store: 'A',
  installation: '7HJ2K9',
  heardAt: NOW,
  state: tillState(),
  rows: 9,
  rowsThere: 9,
  alarms: 0,
  standing: 'enrolled',
  ...change,
});

const untaken = { row: 5, why: 'not-taken', since: NOW } as const;
const unresolved = { count: 1, oldestAt: NOW };

test.each<[string, Partial<TillLine>]>([
  ['good', {}],
  ['untaken', { state: tillState({ untaken, unresolved }) }],
  ['untaken', { state: tillState({ untaken }), heardAt: NOW - 3_600_000 }],
  ['unread', { alarms: 2 }],
  ['ahead', { alarms: 2, standing: 'ahead' }],
  ['revoked', { alarms: 2, standing: 'revoked' }],
  ['unresolved', { state: tillState({ unresolved }) }],
  ['never', { state: null, heardAt: null }],
  ['unknown', { state: null }],
  ['silent', { state: null, heardAt: NOW - 3_600_000 }],
])('a till is %s, as the alerts rank what is wrong with it', (word, change) => {
  expect(tillWord(till(change), NOW)).toBe(word);
});
