import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAMILIES } from '../rows.ts';
import { readExpected } from './expected-file.ts';
import { expectationOf, expectedOf, figureOf, isSteady, judged } from './judge.ts';

const RUNS = [1.5, 1.52, 1.46, 1.55, 1.49];

/** Runs around a figure, each off by 4 % at most. */
const runsOf = (count: number) =>
  fc.tuple(
    fc.double({ min: 0.5, max: 100, noNaN: true }),
    fc.array(fc.double({ min: -0.04, max: 0.04, noNaN: true }), { minLength: count, maxLength: count }),
  );

test('the middle run is expected, and the others say how far one may be off', () => {
  const { figure, noise } = expectedOf(RUNS);
  expect(figure).toBe(1.5);
  expect(noise).toBeCloseTo(0.06, 3);
});

test('a row that costs as much as expected passes, however noisy it is', () => {
  fc.assert(
    fc.property(runsOf(8), ([figure, off]) => {
      const runs = off.map((share) => figure * (1 + share));
      expect(judged(expectedOf(runs.slice(0, 5)), runs.slice(5))).not.toBe('slower');
    }),
  );
});

test('a slowdown of 30 % is seen, in the first run and in those that follow', () => {
  fc.assert(
    fc.property(runsOf(8), ([figure, off]) => {
      const runs = off.map((share) => figure * (1 + share));
      const slow = runs.slice(5).map((run) => 1.3 * run);
      const expected = expectedOf(runs.slice(0, 5));
      expect(judged(expected, slow.slice(0, 1))).toBe('slower');
      expect(judged(expected, slow)).toBe('slower');
    }),
  );
});

test('one bad run among three is not believed', () => {
  expect(judged({ figure: 1.5, noise: 0.06 }, [2.4])).toBe('slower');
  expect(judged({ figure: 1.5, noise: 0.06 }, [2.4, 1.5, 1.52])).toBe('as expected');
});

test('a row that has become faster is reported, so that the new figure can be expected', () => {
  expect(judged({ figure: 1.5, noise: 0.06 }, [1.1])).toBe('faster');
});

test('a row without an expected figure does not pass', () => {
  expect(judged(undefined, [1])).toBe('never expected');
});

test('every row has something to be judged by', () => {
  const expected = readExpected();
  const rows = FAMILIES.flatMap((family) => family.rows);
  expect(rows.filter((row) => !expectationOf(row, expected)).map(({ name }) => name)).toEqual([]);
});

test('a figure that is not a number does not pass', () => {
  expect(judged({ figure: 1.5, noise: 0.06 }, [Number.NaN])).toBe('slower');
  expect(judged({ figure: 1.5, noise: 0.06 }, [Number.POSITIVE_INFINITY])).toBe('slower');
});

test('a row whose noise could hide a slowdown of 30 % must be measured better', () => {
  const wild = [1, 1.6, 1.2, 0.9, 1.4];
  expect(expectedOf(wild).noise).toBe(0.2);
  expect(isSteady(wild)).toBe(false);
  expect(isSteady(RUNS)).toBe(true);
});

test('the longest waits are judged by their bound, whatever earlier runs came to', () => {
  const row = { name: 'frames', longest: 50 };
  const spread = { p50: 33.4, p95: 50.1 };
  expect(figureOf(row, { station: spread, limit: null, ratio: null })).toBe(50.1);
  const expected = expectationOf(row, { frames: { figure: 16.7, noise: 0.05 } });
  expect(judged(expected, [50])).toBe('as expected');
  expect(judged(expected, [50.1])).toBe('slower');
});
