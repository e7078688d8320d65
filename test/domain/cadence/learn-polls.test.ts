import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callsBy, waitFrom } from '#domain/cadence/ladder.ts';
import { learnPolls } from '#domain/cadence/learn-polls.ts';
import type { CustomerWait } from '#domain/cadence/customer-wait.ts';
import type { Rung } from '#domain/pace.ts';
import { PACE, waitAt } from '#domain/pace.ts';

const { atLeast, from, min, slowest, max, within } = PACE.learnedPolls;
const TABLE = PACE.polls;
const LIFE = 600_000;

const paidAt = (...ages: readonly number[]): readonly CustomerWait[] =>
  ages.map((age) => ({ age, paid: true }));

const aWait: fc.Arbitrary<CustomerWait> = fc.record({
  age: fc.oneof(
    fc.integer({ min: 0, max: LIFE }),
    fc.integer({ min: 3_000, max: 60_000 }),
    fc.constantFrom(1_999, 2_000, 8_000, 59_999, 60_000, 180_000, LIFE),
  ),
  paid: fc.boolean(),
});

/** What a till may have seen; enough payments were paid for it to learn something. */
const seen: fc.Arbitrary<readonly CustomerWait[]> = fc
  .array(aWait, { minLength: atLeast, maxLength: from })
  .map((waits) => waits.map((one, index) => (index < atLeast ? { ...one, paid: true } : one)));

const callsFor = (polls: readonly Rung[], customers: readonly CustomerWait[]): number =>
  customers.reduce((sum, { age }) => sum + callsBy(polls, age), 0);

/** The ages at which a payment is polled while it is open. */
const agesOfPolls = (polls: readonly Rung[], until: number): readonly number[] => {
  const ages: number[] = [];
  for (let age = waitFrom(polls, 0); age < until; age += waitFrom(polls, age)) ages.push(age);
  return ages;
};

describe('polls that are learned from when customers pay', () => {
  test('follow the table until fifty payments were paid', () => {
    const few = Array.from({ length: atLeast - 1 }, () => 12_000);
    const unpaid = Array.from({ length: 60 }, () => ({ age: 40_000, paid: false }));
    expect(learnPolls([...paidAt(...few), ...unpaid])).toBe(TABLE);
    expect(learnPolls([...paidAt(...few, 12_000), ...unpaid])).not.toBe(TABLE);
  });

  test('come often where customers pay, and seldom before and after', () => {
    const polls = learnPolls(paidAt(...Array.from({ length: 100 }, (_, n) => 14_000 + n * 80)));
    const ages = agesOfPolls(polls, 60_000);
    const often = ages.filter((age) => age > 14_000 && age < 22_000);
    expect(ages.filter((age) => age < 13_500)).toHaveLength(2);
    expect(often.length).toBeGreaterThanOrEqual(5);
    expect(waitFrom(polls, 40_000)).toBe(6_000);
  });

  test('are never closer to each other than allowed, nor further apart than twice the table', () => {
    fc.assert(
      fc.property(seen, fc.integer({ min: 0, max: 2 * LIFE }), (waits, age) => {
        const wait = waitFrom(learnPolls(waits), age);
        expect(wait).toBeGreaterThanOrEqual(min - 1e-6);
        expect(wait).toBeLessThanOrEqual(slowest * (waitAt(TABLE, age + wait) ?? 0) + 1e-6);
      }),
    );
  });

  test('make no more calls than the table for the same customers', () => {
    fc.assert(
      fc.property(seen, (waits) => {
        expect(callsFor(learnPolls(waits), waits)).toBeLessThanOrEqual(callsFor(TABLE, waits) + 1e-6);
      }),
    );
  });

  test('ask about no payment more often than acquirers are told to, whoever comes', () => {
    fc.assert(
      fc.property(seen, (waits) => {
        expect(agesOfPolls(learnPolls(waits), within).length).toBeLessThanOrEqual(max);
      }),
    );
    const late = paidAt(...Array.from({ length: 60 }, (_, n) => 100_000 + n * 1_250));
    const gone = Array.from({ length: 140 }, () => ({ age: 58_000, paid: false }));
    const polls = learnPolls([...late, ...gone]);
    expect(callsBy(polls, within)).toBeGreaterThan(max - 0.1);
    expect(callsBy(polls, within)).toBeLessThanOrEqual(max);
  });

  test('let nobody wait longer than twice the table’s longest wait, though all customers change overnight', () => {
    fc.assert(
      fc.property(seen, fc.integer({ min: 0, max: LIFE }), (waits, paysAt) => {
        const polls = learnPolls(waits);
        const noticed = [...agesOfPolls(polls, paysAt + 40_000)].find((age) => age >= paysAt) ?? Infinity;
        expect(noticed - paysAt).toBeLessThanOrEqual(slowest * (waitAt(TABLE, noticed) ?? 0) + 1e-6);
      }),
    );
  });

  test('do not depend on the order in which customers came', () => {
    fc.assert(
      fc.property(seen, fc.integer({ min: 0, max: LIFE }), (waits, age) => {
        const [one, other] = [learnPolls(waits), learnPolls(waits.toReversed())];
        expect(waitFrom(one, age)).toBeCloseTo(waitFrom(other, age), 3);
      }),
    );
  });
});

describe('a ladder of polls', () => {
  test('asks after 2 s, each 3 s for a minute, each 5 s to three minutes, then each 15 s', () => {
    const ages = agesOfPolls(TABLE, 220_000).map((age) => Math.round(age) / 1_000);
    expect(ages.slice(0, 4)).toEqual([2, 5, 8, 11]);
    expect(ages.filter((age) => age < 60)).toHaveLength(20);
    expect(ages.slice(20, 22).map((age) => age - 59)).toEqual([
      expect.closeTo(4.333, 2),
      expect.closeTo(9.333, 2),
    ]);
    expect(ages.filter((age) => age < 180)).toHaveLength(44);
  });

  test('counts a rung that is passed by its share', () => {
    const ladder = [
      { untilAge: 10_000, every: 10_000 },
      { untilAge: Infinity, every: 2_000 },
    ];
    expect(waitFrom(ladder, 5_000)).toBe(5_000 + 1_000);
    expect(waitFrom(ladder, 10_000)).toBe(2_000);
    expect(callsBy(ladder, 14_000)).toBe(3);
  });

  test('is never due before the call that it follows', () => {
    expect(waitFrom(TABLE, -5_000)).toBe(2_000);
  });
});
