/** Ranges that have a name, seen from a business date. */
import type { DateRange } from './date-range.ts';
import { daysAfter, weekdayOf } from './date-range.ts';

export const NAMED_RANGES = ['today', 'yesterday', 'week', 'month'] as const;
export type NamedRange = (typeof NAMED_RANGES)[number];

/** The last day of its month. */
const monthEnds = (date: string): string => {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

/** This week, from Monday, and this month are whole, though they are not over yet. */
export const rangeNamed = (name: NamedRange, today: string): DateRange => {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: daysAfter(today, -1), to: daysAfter(today, -1) };
    case 'week': {
      const monday = daysAfter(today, -weekdayOf(today));
      return { from: monday, to: daysAfter(monday, 6) };
    }
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: monthEnds(today) };
    default:
      return name satisfies never;
  }
};
