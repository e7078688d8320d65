/** Makes the busy years that rows need and that are not there yet, side by side, before anything is measured. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { YearName } from '../kit/busy-year.ts';
import { isMade } from '../kit/busy-year.ts';
import type { BenchRow } from '../kit/row.ts';

const PROGRAM = join(import.meta.dirname, '..', 'make-year.ts');

const make = async (year: YearName): Promise<void> => {
  const [code] = (await once(fork(PROGRAM, [year]), 'exit')) as [number | null];
  // The rows that need it say so, too; the others can be measured.
  if (code !== 0) console.error(`the year ${year} was not made (code ${String(code)})`);
};

export const makeYears = async (rows: readonly BenchRow[]): Promise<void> => {
  const missing = [...new Set(rows.flatMap(({ year }) => year ?? []))].filter((year) => !isMade(year));
  if (missing.length > 0) console.error(`making the years ${missing.join(' and ')} …`);
  await Promise.all(missing.map(make));
};
