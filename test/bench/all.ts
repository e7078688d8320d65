/** Measures the station and, beside it, the least that does the same; see USAGE. */
import { readOptions } from '../../scripts/command/read-options.ts';
import { checkRows, expectRows } from './check/check-rows.ts';
import { slowDown } from './check/slowed.ts';
import { measureRows } from './run/measure-rows.ts';
import { printRows } from './run/print-rows.ts';
import type { BenchRow } from './kit/row.ts';
import { measureOwn, ownFamily } from './run/run-family.ts';
import { writeResults } from './kit/write-results.ts';
import { drawRatios } from './plot/draw.ts';
import { FAMILIES } from './rows.ts';

const USAGE = `npm run bench [-- NAMES…]: measures the station and, beside it, the least that does the same; prints both and
writes out/bench.json and plots. --check compares with expected.json and names the rows that have become slower;
--expect writes the measured figures into it; --slow 1.3 makes the station waste time. Exit code 1 if a row has become
slower, is too unsteady to tell or could not be measured; 2 for an unknown name or option.`;

const ROWS = FAMILIES.flatMap(({ rows }) => rows);

const wantedRows = (names: readonly string[]): readonly BenchRow[] => {
  const unknown = names.filter((name) => ROWS.every((row) => row.name !== name));
  if (unknown.length === 0)
    return names.length === 0 ? ROWS : ROWS.filter(({ name }) => names.includes(name));
  console.error(
    `No row is called ${unknown.join(', ')}. There are: ${ROWS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
};

const measure = (rows: readonly BenchRow[]) => measureRows(import.meta.filename, rows);

const run = async (): Promise<boolean> => {
  const { values, positionals } = readOptions(USAGE, {
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      expect: { type: 'boolean', default: false },
      slow: { type: 'string' },
    },
  });
  const wanted = wantedRows(positionals);
  if (values.slow !== undefined) slowDown(Number(values.slow));
  if (values.expect && values.slow === undefined) return expectRows(ROWS, wanted, measure);
  const results = await measure(wanted);
  printRows(results);
  writeResults(results);
  drawRatios(results);
  return values.check ? checkRows(wanted, results, measure) : results.length === wanted.length;
};

const own = ownFamily();
if (own === undefined) process.exitCode = (await run()) ? 0 : 1;
else await measureOwn(FAMILIES[own] ?? { rows: [] });
