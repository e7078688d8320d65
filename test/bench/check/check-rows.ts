import type { Result } from '../run/print-rows.ts';
import type { BenchRow } from '../kit/row.ts';
import { readExpected, writeExpected } from './expected-file.ts';
import type { Expected } from './judge.ts';
import { AGAIN, expectationOf, expectedOf, figureOf, isSteady, judged, RUNS } from './judge.ts';

type Measure = (rows: readonly BenchRow[]) => Promise<readonly Result[]>;

type Runs = ReadonlyMap<BenchRow, readonly number[]>;

const withRun = (runs: Runs, results: readonly Result[]): Runs =>
  new Map([
    ...runs,
    ...results.map(({ row, figures }) => [row, [...(runs.get(row) ?? []), figureOf(row, figures)]] as const),
  ]);

const wordsOf = (expected: Expected | undefined): string =>
  expected
    ? `expected ${text(expected.figure)}, at most ${(100 * expected.noise).toFixed(0)} % more`
    : '--expect takes it over';

const text = (figure: number): string => figure.toPrecision(3);

/**
 * Runs the rows. Rows that look slower run again, and the middle run counts. True if none has become slower.
 */
export const checkRows = async (wanted: readonly BenchRow[], first: readonly Result[], measure: Measure) => {
  const written = readExpected();
  const expected = (row: BenchRow) => expectationOf(row, written);
  let runs = withRun(new Map(), first);
  const verdictOn = (row: BenchRow) => judged(expected(row), runs.get(row) ?? []);
  const suspects = wanted.filter((row) => verdictOn(row) === 'slower');
  for (let run = 0; suspects.length > 0 && run < AGAIN; run += 1)
    runs = withRun(runs, await measure(suspects));
  for (const row of wanted) {
    const seen = (runs.get(row) ?? []).map(text).join(', ') || 'not measured';
    console.log(`${row.name}: ${verdictOn(row)}; ${wordsOf(expected(row))}; measured ${seen}`);
  }
  const bad = wanted.filter((row) => ['slower', 'never expected'].includes(verdictOn(row)));
  if (bad.length > 0) console.log(`RED: ${bad.map(({ name }) => name).join(', ')}`);
  return bad.length === 0;
};

/**
 * Runs the rows several times and writes the results to expected.json, but for those that have a bound instead. True if
 * all are steady enough.
 */
export const expectRows = async (all: readonly BenchRow[], named: readonly BenchRow[], measure: Measure) => {
  const wanted = named.filter(({ longest }) => longest === undefined);
  let runs: Runs = new Map();
  for (let run = 0; run < RUNS; run += 1) runs = withRun(runs, await measure(wanted));
  const measured = [...runs].map(([row, figures]) => [row.name, expectedOf(figures)] as const);
  writeExpected(
    all.map(({ name }) => name),
    { ...readExpected(), ...Object.fromEntries(measured) },
  );
  const unsteady = [...runs].filter(([, figures]) => !isSteady(figures));
  for (const [row, figures] of unsteady)
    console.log(
      `${row.name} differs too much from run to run to be checked: ${figures.map(text).join(', ')}`,
    );
  return unsteady.length === 0 && runs.size === wanted.length;
};
