/** One day's hours beside those of a week before. */
import type { Hundredths } from '#domain/money.ts';
import type { Hour, Takings } from '../../views/now-views.ts';
import type { Bar } from '../../../src-renderer/parts/plot/bar.ts';

/** One hour of both days; hours after the last one with sales count as still to come. */
export interface HourRow {
  readonly hour: number;
  readonly net: Hundredths;
  readonly before: Hundredths;
  readonly isAhead: boolean;
}

/** With fewer, the columns would be far too wide. */
const MIN_HOURS = 8;
const LAST_HOUR = 23;

/** From the first to the last hour with sales, and some around them if there are few. */
const spanOf = (used: readonly number[]): readonly number[] => {
  const last = Math.min(LAST_HOUR, Math.max(...used, Math.min(...used) + MIN_HOURS - 1));
  const first = Math.min(...used, last - MIN_HOURS + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

export const hourRows = ({ hours, before }: Takings): readonly HourRow[] => {
  const used = [...hours, ...before.hours].filter(({ net }) => net !== 0).map(({ hour }) => hour);
  if (used.length === 0) return [];
  const lastTaken = Math.max(-1, ...hours.filter(({ net }) => net !== 0).map(({ hour }) => hour));
  const netAt = (some: readonly Hour[], at: number): Hundredths =>
    some.find(({ hour }) => hour === at)?.net ?? 0;
  return spanOf(used).map((hour) => ({
    hour,
    net: netAt(hours, hour),
    before: netAt(before.hours, hour),
    isAhead: hour > lastTaken,
  }));
};

export const barsOf = (rows: readonly HourRow[]): readonly Bar[] =>
  rows.map(({ hour, net, before, isAhead }) => ({
    label: String(hour),
    value: net,
    before,
    time: isAhead ? 'ahead' : 'past',
  }));
