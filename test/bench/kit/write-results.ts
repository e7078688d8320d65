import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isReached } from './figures.ts';
import type { Result } from '../run/print-rows.ts';

const OUT = join(import.meta.dirname, '..', '..', '..', 'out');

/** Kept between runs: fixtures that take long to make, and plots. */
export const benchFolder = (): string => {
  const folder = join(OUT, 'bench');
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Writes out/bench.json: the figures of each row, by its name. */
export const writeResults = (results: readonly Result[]): void => {
  const rows = results.map(({ row: { name, what, beside, unit, promise }, figures }) => [
    name,
    { what, beside, unit, promise, ...figures, reached: isReached(promise, figures) },
  ]);
  const on = { node: process.version, platform: process.platform, cores: availableParallelism() };
  const all = { at: new Date().toISOString(), on, rows: Object.fromEntries(rows) as unknown };
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'bench.json'), `${JSON.stringify(all, null, 2)}\n`);
};
