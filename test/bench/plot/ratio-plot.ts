import type { Result } from '../run/print-rows.ts';
import { COLOURS, drawing, element, line, words } from './svg.ts';

const WIDTH = 800;
const ROW = 28;
const TOP = 48;
const FROM = 260;
const [BLUE, RED] = COLOURS;
const INK = '#000';

/** A bar for each ratio, and a mark at the promised one. */
export const ratioPlot = (results: readonly Result[]): string => {
  const rows = results.flatMap(({ row, figures: { ratio } }) => (ratio ? [{ row, ratio }] : []));
  const most = Math.max(1, ...rows.flatMap(({ row, ratio }) => [ratio.p50, row.promise.p50 ?? 0]));
  const at = (ratio: number): number => FROM + (Math.min(ratio, most) / most) * (WIDTH - FROM - 80);
  const bars = rows.flatMap(({ row, ratio }, index) => {
    const y = TOP + index * ROW;
    const { p50: promised = Number.POSITIVE_INFINITY } = row.promise;
    const fill = ratio.p50 <= promised ? BLUE : RED;
    return [
      words(FROM - 8, y + 14, row.name, { 'text-anchor': 'end' }),
      element('rect', { x: FROM, y: y + 3, width: at(ratio.p50) - FROM, height: 14, fill }),
      words(at(ratio.p50) + 6, y + 14, ratio.p50.toFixed(2)),
      ...(Number.isFinite(promised) ? [line(at(promised), y, at(promised), y + 20, INK)] : []),
    ];
  });
  const one = line(at(1), TOP - 6, at(1), TOP + rows.length * ROW, '#999');
  const size = { width: WIDTH, height: TOP + rows.length * ROW + 16 };
  return drawing(size, 'Station beside its limit, median (grey: the limit; black: the promise)', [
    one,
    ...bars,
  ]);
};
