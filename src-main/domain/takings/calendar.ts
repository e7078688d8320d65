/** The business days and hours that the quarter hours of a range belong to. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { DateRange } from './date-range.ts';
import { datesIn } from './date-range.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { firstQuarterFrom, quarterBegins } from './quarter-hour.ts';

const HOUR_MS = 3_600_000;
const PLAIN_DAY_MS = 24 * HOUR_MS;
const WEEK = 7;

/** The index of the day in the range, and the hour of the day, 0 … 23. */
export interface CalendarPlace {
  readonly day: number;
  readonly hour: number;
}

/** The step in which takings are read. */
export type TakingsStep = 'quarter' | 'hour';

export interface Calendar {
  readonly dates: readonly string[];
  /** 'hour' if every day, and so every hour of the day, begins on an hour of UTC. */
  readonly step: TakingsStep;
  /** The range's quarter hours, [from, to). */
  readonly quarters: readonly [number, number];
  /** Returns a function that places a quarter hour of the range; it must be called in ascending order. */
  readonly places: () => (quarter: number) => CalendarPlace;
}

/**
 * When each of these dates begins, and when the last one ends; epoch ms. Days are looked up one by one only in a week
 * whose length shows that the clocks change: no zone changes them and back within a week.
 */
const beginnings = (days: BusinessDays, dates: readonly string[]): readonly number[] => {
  const startOf = (index: number): number => days.rangeOf(shiftDay(dates[0] ?? '', index)).from;
  const starts: number[] = [];
  for (let index = 0; index <= dates.length; index += WEEK) {
    const [start, next] = [startOf(index), startOf(index + WEEK)];
    const isPlain = next - start === WEEK * PLAIN_DAY_MS;
    for (let day = 0; day < WEEK && index + day <= dates.length; day += 1)
      starts.push(isPlain ? start + day * PLAIN_DAY_MS : startOf(index + day));
  }
  return starts;
};

/** The hours in the order of the business day: the hour of the cut-off first. */
export const hoursInOrder = ({ rule }: BusinessDays): readonly number[] => {
  const opening = Number(rule.cutOff.slice(0, 2));
  return Array.from({ length: 24 }, (_, index) => (opening + index) % 24);
};

export const calendarOf = (days: BusinessDays, range: DateRange): Calendar => {
  const dates = datesIn(range);
  const starts = beginnings(days, dates);
  const [hours = 0, minutes = 0] = days.rule.cutOff.split(':').map(Number);
  const opening = hours * HOUR_MS + minutes * 60_000;
  const hourOf = (at: number, start: number, end: number): number =>
    end - start === PLAIN_DAY_MS ? Math.floor((opening + at - start) / HOUR_MS) % 24 : days.hourOf(at);
  const isHourly = opening % HOUR_MS === 0 && starts.every((start) => start % HOUR_MS === 0);
  return {
    dates,
    step: isHourly ? 'hour' : 'quarter',
    quarters: [firstQuarterFrom(starts[0] ?? 0), firstQuarterFrom(starts.at(-1) ?? 0)],
    places() {
      let day = 0;
      return (quarter) => {
        const at = quarterBegins(quarter);
        while (at >= (starts[day + 1] ?? Infinity)) day += 1;
        return { day, hour: hourOf(at, starts[day] ?? 0, starts[day + 1] ?? 0) };
      };
    },
  };
};
