/** Which hours the live view's plot shows. */
import { expect, test } from 'vitest';
import type { Takings } from '../../../src-office/views/now-views.ts';
import { hourRows } from '../../../src-office/page/now/hour-rows.ts';

const takingsAt = (hours: readonly number[], before: readonly number[] = []): Takings => ({
  currency: 'CNY',
  paid: 0,
  paidCount: 0,
  refunded: 0,
  refundedCount: 0,
  net: 0,
  hours: hours.map((hour) => ({ hour, net: 100 })),
  before: { net: 0, netByNow: 0, hours: before.map((hour) => ({ hour, net: 100 })) },
});

const hoursIn = (takings: Takings, opening = 0): readonly number[] =>
  hourRows(takings, opening).map(({ hour }) => hour);

test('a shop that has just opened sees the hours to come beside its first one', () => {
  expect(hoursIn(takingsAt([9]))).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
  expect(hourRows(takingsAt([9]), 0).map(({ isAhead }) => isAhead)).toEqual([
    false,
    ...Array<true>(7).fill(true),
  ]);
});

test('at the end of a day, the hours before it are shown instead', () => {
  expect(hoursIn(takingsAt([22, 23]))).toEqual([16, 17, 18, 19, 20, 21, 22, 23]);
});

test('a long day of this week or the week before is shown from its first to its last hour with sales', () => {
  expect(hoursIn(takingsAt([10, 11], [8, 19]))).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});

test('a shop that closes at two in the morning sees its night in order, and what is to come as such', () => {
  const night = [18, 19, 20, 21, 22, 23, 0, 1];
  expect(hoursIn(takingsAt(night), 4)).toEqual(night);
  const atEight = hourRows(takingsAt([18, 19], night), 4);
  expect(atEight.filter(({ isAhead }) => isAhead).map(({ hour }) => hour)).toEqual([20, 21, 22, 23, 0, 1]);
  const atOne = hourRows(takingsAt([18, 0], night), 4);
  expect(atOne.filter(({ isAhead }) => isAhead).map(({ hour }) => hour)).toEqual([1]);
});

test('without a sale there is nothing to show', () => {
  expect(hourRows(takingsAt([]), 0)).toEqual([]);
});
