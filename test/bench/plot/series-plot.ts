import type { Series } from '../kit/row.ts';
import { colourOf, drawing, element, line, words } from './svg.ts';

const SIZE = { width: 800, height: 320 };
const EDGE = { left: 72, right: 24, top: 56, bottom: 44 };
const GRID = '#ddd';
const STEPS = 4;

/** Maps a span of values to a span of pixels. */
interface Scale {
  readonly least: number;
  readonly most: number;
  readonly at: (value: number) => number;
}

const scaleOf = (values: readonly number[], from: number, to: number): Scale => {
  const least = Math.min(...values);
  const most = Math.max(...values, least + 1e-9);
  return { least, most, at: (value) => from + ((value - least) / (most - least)) * (to - from) };
};

const steps = ({ least, most }: Scale): readonly number[] =>
  Array.from({ length: STEPS + 1 }, (_, step) => least + (step * (most - least)) / STEPS);

const figure = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 });

const gridOf = (x: Scale, y: Scale): readonly string[] => [
  ...steps(y).flatMap((value) => [
    line(EDGE.left, y.at(value), SIZE.width - EDGE.right, y.at(value), GRID),
    words(EDGE.left - 8, y.at(value) + 4, figure(value), { 'text-anchor': 'end' }),
  ]),
  ...steps(x).map((value) =>
    words(x.at(value), SIZE.height - EDGE.bottom + 18, figure(value), { 'text-anchor': 'middle' }),
  ),
];

const curveOf = ({ points }: Series, index: number, x: Scale, y: Scale): string =>
  element('polyline', {
    points: points.map(([px, py]) => `${x.at(px).toFixed(1)},${y.at(py).toFixed(1)}`).join(' '),
    fill: 'none',
    stroke: colourOf(index),
    'stroke-width': 1.5,
  });

/** Lines over a common x axis and in one unit; y starts at zero, so that what is nearly flat looks flat. */
export const seriesPlot = (title: string, series: readonly Series[]): string => {
  const points = series.flatMap((one) => one.points);
  const x = scaleOf(
    points.map(([px]) => px),
    EDGE.left,
    SIZE.width - EDGE.right,
  );
  const y = scaleOf([0, ...points.map(([, py]) => py)], SIZE.height - EDGE.bottom, EDGE.top);
  const names = series.map((one, index) =>
    words(EDGE.left + index * 150, 44, one.name, { fill: colourOf(index) }),
  );
  const below = words(SIZE.width / 2, SIZE.height - 8, `${series[0]?.x ?? ''} → ${series[0]?.y ?? ''}`);
  const curves = series.map((one, index) => curveOf(one, index, x, y));
  return drawing(SIZE, title, [...gridOf(x, y), ...names, ...curves, below]);
};
