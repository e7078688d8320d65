import { expect, test } from 'vitest';
import { codedMoney } from '#words/money-words.ts';
import { reportSections } from '#words/report-words.ts';
import { madeUpDay } from '../support/made-up/made-up-day.ts';

const { report } = madeUpDay.record;

const sumsIn = (title: string, of = report): readonly (readonly string[])[] =>
  reportSections(of, null, { time: String, date: String, money: codedMoney })
    .filter((section) => section.title === title)
    .flatMap(({ lines }) => lines.map(({ name, sum }) => [name, sum]));

test('refunds are below zero on X and Z, as in the history and on the day’s page', () => {
  expect(sumsIn('What was taken')).toContainEqual(['Refunded', 'CNY −80.00']);
  expect(sumsIn('Grand totals')).toContainEqual(['Grand total refunded', 'CNY −80.00']);
  expect(sumsIn('By cashier')).toContainEqual(['Lin', 'CNY −80.00']);
  expect(sumsIn('Refunds')).toContainEqual(['R1', 'CNY −80.00']);
});

test('a refund that somebody settled by hand is below zero, a payment is not', () => {
  const one = { CNY: { count: 1, sum: 500 } };
  const byHand = { settled: { paid: one, refunded: one }, corrected: { 'not-refunded': one } };
  expect(sumsIn('Settled by hand', { ...report, byHand }).map(([, sum]) => sum)).toEqual([
    'CNY 5.00',
    'CNY −5.00',
    'CNY −5.00',
  ]);
});

test('an X names the first ten that cannot be read, entries as entries, and says how many more there are', () => {
  const unread = ['T1-1', ...Array.from({ length: 2_000 }, (_none, index) => String(index + 1))];
  const names = sumsIn('Not counted here', { ...report, unread }).map(([name]) => name);
  expect(names).toHaveLength(12);
  expect(names.slice(1, 3)).toEqual(['T1-1', 'entry 1']);
  expect(names.at(-1)).toBe('and 1,991 more');
});

test('an X shows no grand totals while the last Z, which has them, cannot be read', () => {
  expect(sumsIn('Grand totals', { ...report, grandTotalUnknown: true })).toEqual([]);
});

test('a Z says of what no figure counts that no sum lacks it', () => {
  const lines = sumsIn('Cannot be read', { ...report, unreadUncounted: ['13'] }).map(([name]) => name);
  expect(lines).toEqual([expect.stringContaining('No sum here lacks it'), 'entry 13']);
});

test('an unresolved refund is below zero beside an unresolved payment', () => {
  const [some] = report.unresolved;
  const open = (kind: 'payment' | 'refund') => ({ ...some!, kind, amount: 700, currency: 'CNY' });
  expect(
    sumsIn('Unresolved', { ...report, unresolved: [open('payment'), open('refund')] }).map(([, sum]) => sum),
  ).toEqual(['CNY 7.00', 'CNY −7.00']);
});
