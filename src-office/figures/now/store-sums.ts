/** The takings of a store's tills together, by date and currency. */
import { grouped } from '../grouped.ts';
import { addHours } from './add-hours.ts';
import type { DayRow } from './station-rows.ts';

export type StoreSum = Omit<DayRow, 'station'>;

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
      hours: addHours(some.flatMap(({ hours }) => hours)),
    };
  });
