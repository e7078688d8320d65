import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Payment } from '#domain/payment/payment.ts';
import { filterInSlices, startedInSlices } from '#services/slices.ts';

const HOUR = 3_600_000;

/** A journal with payments of these times, which counts how many it reads at once. */
const journalOf = (times: readonly number[]) => {
  const reads: number[] = [];
  const startedBetween = (from: number, to: number): readonly Payment[] => {
    const read = times
      .filter((at) => at >= from && at < to)
      .toSorted((one, other) => other - one)
      .map((startedAt) => ({ startedAt }) as Payment);
    reads.push(read.length);
    return read;
  };
  return { startedBetween, reads };
};

const counter = () => {
  let breaths = 0;
  const yieldNow = (): Promise<void> => {
    breaths += 1;
    return Promise.resolve();
  };
  return { yieldNow, count: () => breaths };
};

test('payments read in slices equal those read at once, in the same order, whatever their times', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 30 * HOUR })),
      fc.integer({ min: 0, max: 3 * HOUR }),
      fc.integer({ min: 0, max: 25 * HOUR }),
      async (times, from, length) => {
        const journal = journalOf(times);
        const range = { from, to: from + length };
        const read = await startedInSlices(journal, range, counter().yieldNow);
        expect(read).toEqual(journal.startedBetween(range.from, range.to));
      },
    ),
  );
});

test('the till goes on after every slice of a busy day, and none of them is long', async () => {
  // A sale every twelve seconds.
  const journal = journalOf(Array.from({ length: 4_500 }, (_, n) => n * 12_000));
  const breaths = counter();
  await startedInSlices(journal, { from: 0, to: 15 * HOUR }, breaths.yieldNow);
  expect(Math.max(...journal.reads)).toBe(50);
  expect(breaths.count()).toBe(journal.reads.length);
});

test('what is read in slices keeps its order, and the till continues after every fifty', async () => {
  const numbers = Array.from({ length: 120 }, (_, n) => n);
  const breaths = counter();
  expect(await filterInSlices(numbers, (n) => n % 2 === 0, breaths.yieldNow)).toEqual(
    numbers.filter((n) => n % 2 === 0),
  );
  expect(breaths.count()).toBe(3);
});
