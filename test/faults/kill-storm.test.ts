import { describe, expect, test } from 'vitest';
import { livesOf } from './storm/plan.ts';
import type { Booked, Row } from './storm/verdict.ts';
import { doubledIn, lostBetween } from './storm/verdict.ts';

describe('the storm that tests the till', () => {
  test('is the same for the same seed and another for another', () => {
    const lives = (seed: number) => livesOf({ seed, kills: 20, climate: 'stormy' });
    expect(lives(7)).toEqual(lives(7));
    expect(lives(7)).not.toEqual(lives(8));
  });

  test('cuts the power at every kind of moment', () => {
    const cuts = livesOf({ seed: 1, kills: 200, climate: 'stormy' }).map(({ cut }) => cut.after);
    expect([...new Set(cuts)].sort()).toEqual(['answer', 'cancel', 'charge', 'leave', 'nothing', 'power-on']);
  });
});

const booked = (change: Partial<Booked> = {}): Booked => ({
  reference: 'A',
  statusId: 2,
  request: { Amount: '1250' },
  sent: { times: 2, timesSameBody: 2, requestIds: ['r', 'r'] },
  steps: [],
  ...change,
});

const row = (change: Row = {}): Row => ({
  reference: 'A',
  state: 'paid',
  status_id: '2',
  amount_hundredths: '1250',
  ...change,
});

describe('a payment is lost', () => {
  test('not when both sides say the same', () => {
    expect(lostBetween([row()], [booked()])).toEqual([]);
  });

  test.each([
    ['the journal does not have it', [], [booked()]],
    ['the journal has it twice', [row(), row()], [booked()]],
    ['the journal has another amount', [row({ amount_hundredths: '1251' })], [booked()]],
    ['the journal has not heard how it ended', [row({ state: 'open', status_id: '1' })], [booked()]],
    ['the journal drew another end from it', [row({ state: 'expired' })], [booked()]],
    ['the gateway has not decided', [row({ status_id: '1' })], [booked({ statusId: 1 })]],
    ['the gateway does not have it', [row()], []],
  ])('when %s', (_why, rows, books) => {
    expect(lostBetween(rows, books)).toHaveLength(1);
  });

  test('not when it never got there and the journal knows', () => {
    const attempt = row({ state: 'failed', failure: 'never-arrived', status_id: '' });
    expect(lostBetween([attempt], [])).toEqual([]);
    expect(lostBetween([attempt], [booked()])).toHaveLength(1);
  });
});

describe('a sale is charged twice', () => {
  test('not when it was sent again as it was', () => {
    expect(doubledIn([booked(), booked({ reference: 'B', request: { Amount: '1251' } })])).toEqual([]);
  });

  test.each([
    ['in other words', [booked({ sent: { times: 2, timesSameBody: 1, requestIds: ['r', 'r'] } })]],
    ['under another RequestId', [booked({ sent: { times: 2, timesSameBody: 2, requestIds: ['r', 's'] } })]],
    ['without a RequestId', [booked({ sent: { times: 1, timesSameBody: 1, requestIds: [] } })]],
    ['as another payment', [booked(), booked({ reference: 'B' })]],
  ])('when it was sent %s', (_how, books) => {
    expect(doubledIn(books)).not.toEqual([]);
  });
});
