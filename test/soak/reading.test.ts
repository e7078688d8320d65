import { expect, test } from 'vitest';
import { isGood } from '../faults/table.ts';
import type { Reading } from './reading.ts';
import { growthTable, slopeOf } from './reading.ts';

const MIB = 1024 ** 2;

const quiet: Reading = {
  ...{ mainHeap: 20 * MIB, mainMemory: 180 * MIB, memory: 300 * MIB },
  ...{ tillHeap: 5 * MIB, customerHeap: 3 * MIB },
  ...{ tillNodes: 900, tillListeners: 120, customerNodes: 300, customerListeners: 40 },
  ...{ timers: 9, handles: 12, openFiles: 60, listeners: 80 },
  ...{ files: 40, journalBytes: MIB, walBytes: MIB, logBytes: MIB, payments: 180, rows: 900 },
};

/** Days on which only what must grow does. */
const week = (days: number, change: (day: number) => Partial<Reading> = () => ({})): readonly Reading[] =>
  Array.from({ length: days }, (_, day) => ({
    ...quiet,
    payments: 180 * (day + 1),
    rows: 900 * (day + 1),
    journalBytes: MIB + 180 * 3_000 * day,
    files: 40 + 12 * day,
    ...change(day),
  }));

const bad = (days: readonly Reading[]): readonly unknown[] =>
  growthTable(days)
    .lines.filter(({ ok }) => !ok)
    .map((line) => ('what' in line ? line.what : ''));

test('a till whose records grow, and nothing else, passes', () => {
  expect(isGood(growthTable(week(7)))).toBe(true);
});

test.each<readonly [string, string, (day: number) => Partial<Reading>]>([
  ['a timer with each sale', 'main: timers', (day) => ({ timers: 9 + 180 * day })],
  ['a listener with each day', 'main: listeners', (day) => ({ listeners: 80 + 2 * day })],
  ['a file that is never closed', 'main: open files', (day) => ({ openFiles: 60 + 3 * day })],
  ['a write-ahead log that no checkpoint empties', 'write-ahead log', (day) => ({ walBytes: day * MIB })],
  ['a window that keeps what it drew', 'all: memory', (day) => ({ memory: (300 + 20 * day) * MIB })],
  ['a kilobyte of every sale', 'main: JavaScript heap', (day) => ({ mainHeap: (20 + 2 * day) * MIB })],
  ['nodes that are no longer shown', 'till: nodes', (day) => ({ tillNodes: 900 + 180 * day })],
  ['a journal that grows twice', 'journal', (day) => ({ journalBytes: 180 * 9_500 * day })],
  ['a file with each sale', 'files in the data folder', (day) => ({ files: 40 + 180 * day })],
])('%s is found', (_, what, change) => {
  expect(bad(week(7, change))).toEqual([what]);
});

test('the first day warms up: what it takes up once is not growth', () => {
  expect(bad(week(7, (day) => (day === 0 ? { mainHeap: 5 * MIB, timers: 0 } : {})))).toEqual([]);
});

test('too few days to compare do not pass', () => {
  expect(isGood(growthTable(week(2)))).toBe(false);
});

test('the slope is fitted to all readings, and one outlier hardly changes it', () => {
  const heap = ({ mainHeap }: Reading): number => mainHeap;
  expect(
    slopeOf(
      heap,
      week(20, (day) => ({ mainHeap: 20 * MIB + day * 180 * 7 })),
    ),
  ).toBeCloseTo(7);
  const off = week(20, (day) => ({ mainHeap: 20 * MIB + (day === 11 ? MIB : 0) }));
  expect(Math.abs(slopeOf(heap, off))).toBeLessThan(100);
});
