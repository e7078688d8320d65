/** One day's hours beside those of a week before. */
import type { Hundredths } from '#domain/money.ts';
import type { Hour, Takings } from '../../views/now-views.ts';
import type { Bar } from '../../../src-renderer/parts/plot/bar.ts';

/** One hour of both days; hours after the last one with sales count as still to come. */
export interface HourRow {
  /** By the clock. */
  readonly hour: number;
  readonly net: Hundredths;
  readonly before: Hundredths;
  readonly isAhead: boolean;
}

/** With fewer, the columns would be far too wide. */
const MIN_HOURS = 8;
const HOURS = 24;
const LAST_PLACE = HOURS - 1;

/** From the first to the last hour with sales, and some around them if there are few; counted from the day's first. */
const spanOf = (used: readonly number[]): readonly number[] => {
  const last = Math.min(LAST_PLACE, Math.max(...used, Math.min(...used) + MIN_HOURS - 1));
  const first = Math.min(...used, last - MIN_HOURS + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

/** `opening`: the hour in which the business day begins, so that those after midnight come last in it. */
export const hourRows = ({ hours, before }: Takings, opening: number): readonly HourRow[] => {
  const placesIn = (some: readonly Hour[]): readonly number[] =>
    some.filter(({ net }) => net !== 0).map(({ hour }) => (hour - opening + HOURS) % HOURS);
  const used = [...placesIn(hours), ...placesIn(before.hours)];
  if (used.length === 0) return [];
  const lastTaken = Math.max(-1, ...placesIn(hours));
  const netAt = (some: readonly Hour[], at: number): Hundredths =>
    some.find(({ hour }) => hour === at)?.net ?? 0;
  return spanOf(used).map((place) => {
    const hour = (place + opening) % HOURS;
    return { hour, net: netAt(hours, hour), before: netAt(before.hours, hour), isAhead: place > lastTaken };
  });
};

export const barsOf = (rows: readonly HourRow[]): readonly Bar[] =>
  rows.map(({ hour, net, before, isAhead }) => ({
    label: String(hour),
    value: net,
    before,
    time: isAhead ? 'ahead' : 'past',
  }));
