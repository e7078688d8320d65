/** Ranges of business dates. */
import { shiftDay } from '#domain/time-zone.ts';

/** Both included; `from` is not after `to`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = 7;

/** The number of a date, counted from 1970. */
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

const dateOfNumber = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** How many dates it has. */
export const lengthOf = ({ from, to }: DateRange): number => dayNumber(to) - dayNumber(from) + 1;

export const datesIn = (range: DateRange): readonly string[] => {
  const first = dayNumber(range.from);
  return Array.from({ length: lengthOf(range) }, (_, index) => dateOfNumber(first + index));
};

/** The nearest earlier range of the same weekdays that does not overlap it. */
export const rangeBefore = (range: DateRange): DateRange => {
  const days = -Math.ceil(lengthOf(range) / WEEKDAYS) * WEEKDAYS;
  return { from: shiftDay(range.from, days), to: shiftDay(range.to, days) };
};

/** 0 for Monday … 6 for Sunday. */
export const weekdayOf = (date: string): number => (dayNumber(date) + 3) % WEEKDAYS;
