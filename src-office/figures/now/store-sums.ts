/** The takings of a store's tills together, by date and currency. */
import type { Hour } from '../../views/now-views.ts';
import { grouped } from '../grouped.ts';
import type { DayRow } from './station-rows.ts';

export interface StoreSum extends Omit<DayRow, 'station' | 'hours'> {
  /** Net sales by hour. */
  readonly hours: readonly Hour[];
}

const hoursOf = (rows: readonly DayRow[]): readonly Hour[] => {
  const nets = new Map<number, number>();
  for (const { hours } of rows) for (const [hour, net] of hours) nets.set(hour, (nets.get(hour) ?? 0) + net);
  return [...nets].map(([hour, net]) => ({ hour, net })).toSorted((one, other) => one.hour - other.hour);
};

export const sumsOf = (rows: readonly DayRow[]): readonly StoreSum[] =>
  [...grouped(rows, ({ date, currency }) => `${date} ${currency}`).values()].map((some) => {
    const sum = (of: (row: DayRow) => number): number => some.reduce((all, row) => all + of(row), 0);
    return {
      date: some[0].date,
      currency: some[0].currency,
      paid: sum((row) => row.paid),
      paid_count: sum((row) => row.paid_count),
      refunded: sum((row) => row.refunded),
      refunded_count: sum((row) => row.refunded_count),
      ended_paid: sum((row) => row.ended_paid),
      ended_cancelled: sum((row) => row.ended_cancelled),
      ended_expired: sum((row) => row.ended_expired),
      ended_failed: sum((row) => row.ended_failed),
      unfinished: sum((row) => row.unfinished),
      hours: hoursOf(some),
    };
  });
