/** Plots in out/bench/. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../run/print-rows.ts';
import type { Series } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';
import { ratioPlot } from './ratio-plot.ts';
import { seriesPlot } from './series-plot.ts';

const write = (name: string, svg: string): void => {
  writeFileSync(join(benchFolder(), `${name}.svg`), svg);
};

export const drawRatios = (results: readonly Result[]): void => {
  write('ratios', ratioPlot(results));
};

/** One plot for each unit of y. */
export const drawSeries = (name: string, series: readonly Series[]): void => {
  for (const y of new Set(series.map((one) => one.y))) {
    const own = series.filter((one) => one.y === y);
    write(`${name}-${y.replaceAll(/[^\w]+/g, '-')}`, seriesPlot(`${name}: ${y}`, own));
  }
};
