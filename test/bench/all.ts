/**
 * npm run bench [-- <names…>]: measures the station and, beside it, the least that does the same, prints both, and writes
 * out/bench.json. Exit code 1 when a row could not be measured, 2 for a name that none has.
 */
import { parseArgs } from 'node:util';
import { figuresOf } from './kit/figures.ts';
import type { Result } from './kit/print-rows.ts';
import { printRows } from './kit/print-rows.ts';
import type { BenchRow } from './kit/row.ts';
import { measureOwn, ownFamily, runFamily } from './kit/run-family.ts';
import { writeResults } from './kit/write-results.ts';
import { FAMILIES } from './rows.ts';

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

/** Measures the rows; what could not be measured is said and left out. */
const measureAll = async (wanted: readonly BenchRow[]): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const [number, { rows }] of FAMILIES.entries()) {
    const own = rows.filter((row) => wanted.includes(row));
    if (own.length === 0) continue;
    console.error(`measuring ${own.map(({ name }) => name).join(', ')} …`);
    for (const outcome of await runFamily(
      import.meta.filename,
      number,
      own.map(({ name }) => name),
    )) {
      const row = own.find(({ name }) => name === outcome.row);
      if ('why' in outcome) console.error(`${outcome.row} was not measured: ${outcome.why}`);
      else if (row) results.push({ row, figures: figuresOf(outcome.measured) });
    }
  }
  return results;
};

const main = async (): Promise<void> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const wanted = wantedRows(positionals);
  const results = await measureAll(wanted);
  printRows(results);
  writeResults(results);
  process.exitCode = results.length === wanted.length ? 0 : 1;
};

const own = ownFamily();
if (own === undefined) await main();
else await measureOwn(FAMILIES[own] ?? { rows: [] });
