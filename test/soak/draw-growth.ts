/** Plots of what was measured after each day, over the payments made until then. */
import type { Series } from '../bench/kit/row.ts';
import { drawSeries } from '../bench/plot/draw.ts';
import { BOUNDS, type Bound, type Reading } from './reading.ts';

const MIB = 1024 ** 2;

/** One plot each: what is of a size and a kind. */
const axisOf = ({ what, unit }: Bound): string => {
  if (what.endsWith('heap')) return 'MiB of JavaScript heap';
  if (what.endsWith('log')) return 'MiB of logs';
  if (what === 'journal') return 'MiB of journal';
  if (unit === 'MiB') return 'MiB of memory';
  if (what.startsWith('main')) return 'counted in main';
  return what.startsWith('files') ? 'files' : 'counted in the windows';
};

const seriesOf = (bound: Bound, days: readonly Reading[]): Series => ({
  name: bound.what,
  x: 'payments',
  y: axisOf(bound),
  points: days.map((reading) => [reading.payments, bound.of(reading) / (bound.unit === 'MiB' ? MIB : 1)]),
});

/** Into out/bench/, as `soak-….svg`. */
export const drawGrowth = (days: readonly Reading[]): void =>
  drawSeries(
    'soak',
    BOUNDS.map((bound) => seriesOf(bound, days)),
  );
