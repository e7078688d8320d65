/** The table that the bench prints. */
import { printed } from '../../faults/table.ts';
import type { Figures, Spread } from '../kit/figures.ts';
import { isReached } from '../kit/figures.ts';
import type { BenchRow, Promised } from '../kit/row.ts';

export interface Result {
  readonly row: BenchRow;
  readonly figures: Figures;
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

const pair = (spread: Spread | null): string =>
  spread === null ? '–' : `${number(spread.p50)} / ${number(spread.p95)}`;

const bounds = ({ p50, p95 }: Partial<Spread>, unit = ''): string[] => [
  ...(p50 === undefined ? [] : [`p50 ≤ ${String(p50)}${unit}`]),
  ...(p95 === undefined ? [] : [`p95 ≤ ${String(p95)}${unit}`]),
];

const promised = ({ most, ...ratios }: Promised, unit: string): string =>
  [...bounds(ratios), ...bounds(most ?? {}, ` ${unit}`)].join(', ');

const lineOf = ({ row, figures }: Result) => ({
  ok: isReached(row.promise, figures),
  name: row.name,
  what: row.what,
  'p50 / p95': `${pair(figures.station)} ${row.unit}`,
  beside: row.beside,
  'its p50 / p95': figures.limit === null ? '–' : `${pair(figures.limit)} ${row.unit}`,
  ratio: pair(figures.ratio),
  promised: promised(row.promise, row.unit),
});

export const printRows = (results: readonly Result[]): void => {
  const lines = results.map(lineOf);
  const reached = lines.filter(({ ok }) => ok).length;
  console.log(printed({ title: 'bench', lines, summary: `${reached} of ${lines.length} reached` }));
};
