import { FAMILIES } from '../rows.ts';
import { drawSeries } from '../plot/draw.ts';
import { figuresOf } from '../kit/figures.ts';
import type { Result } from './print-rows.ts';
import type { BenchRow } from '../kit/row.ts';
import { makeYears } from './make-years.ts';
import { runFamily } from './run-family.ts';

/** Measures the rows in order; a row that could not be measured is reported and left out. */
export const measureRows = async (
  program: string,
  wanted: readonly BenchRow[],
): Promise<readonly Result[]> => {
  await makeYears(wanted);
  const results: Result[] = [];
  for (const [number, { rows }] of FAMILIES.entries()) {
    const own = rows.filter((row) => wanted.includes(row));
    if (own.length === 0) continue;
    const names = own.map(({ name }) => name);
    console.error(`measuring ${names.join(', ')} …`);
    for (const outcome of await runFamily(program, number, names)) {
      const row = own.find(({ name }) => name === outcome.row);
      if ('why' in outcome) console.error(`${outcome.row} was not measured: ${outcome.why}`);
      else if (row) {
        drawSeries(row.name, outcome.measured.series ?? []);
        results.push({ row, figures: figuresOf(outcome.measured) });
      }
    }
  }
  return results;
};
