/** Named ranges of business dates, relative to one date. */
import { shiftDay } from '#domain/time-zone.ts';
import type { DateRange } from './date-range.ts';
import { weekdayOf } from './date-range.ts';

export const NAMED_RANGES = ['today', 'yesterday', 'week', 'month'] as const;
export type NamedRange = (typeof NAMED_RANGES)[number];

/** The last day of its month. */
const monthEnds = (date: string): string => {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

/** The week (from Monday) and the month run to their last day, even if it is in the future. */
export const rangeNamed = (name: NamedRange, today: string): DateRange => {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: shiftDay(today, -1), to: shiftDay(today, -1) };
    case 'week': {
      const monday = shiftDay(today, -weekdayOf(today));
      return { from: monday, to: shiftDay(monday, 6) };
    }
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: monthEnds(today) };
    default:
      return name satisfies never;
  }
};
