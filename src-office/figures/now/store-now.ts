/** What one store takes at this moment. */
import type { Outcomes, Takings } from '../../views/now-views.ts';
import { MAX_CURRENCIES } from '../../views/now-views.ts';
import type { Store } from '../../views/till-views.ts';
import type { StoreDates } from './chain.ts';
import type { StoreSum } from './store-sums.ts';

export interface StoreNow extends Store {
  /** The store's business date. */
  readonly date: string;
  /** The hour in which its business days begin. */
  readonly opening: number;
  readonly takings: readonly Takings[];
  readonly outcomes: Outcomes;
  readonly tills: number;
  readonly tillsHeard: number;
}

const takingsIn = (
  currency: string,
  { date, before, over }: StoreDates,
  sums: readonly StoreSum[],
  part: number,
): Takings => {
  const of = (wanted: string): StoreSum | undefined =>
    sums.find((sum) => sum.date === wanted && sum.currency === currency);
  const [today, weekBefore] = [of(date), of(before)];
  const netOf = (sum: StoreSum | undefined): number => (sum ? sum.paid - sum.refunded : 0);
  const hours = weekBefore?.hours ?? [];
  return {
    currency,
    paid: today?.paid ?? 0,
    paidCount: today?.paid_count ?? 0,
    refunded: today?.refunded ?? 0,
    refundedCount: today?.refunded_count ?? 0,
    net: netOf(today),
    hours: today?.hours ?? [],
    before: {
      net: netOf(weekBefore),
      netByNow: hours.reduce((sum, { hour, net }) => (over.includes(hour) ? sum + net : sum), part),
      hours,
    },
  };
};

/** `partIn`: net sales of the current hour a week before, up to now. */
export const takingsOf = (
  sums: readonly StoreSum[],
  dates: StoreDates,
  partIn: (currency: string) => number,
): readonly Takings[] => {
  const there = sums.filter(({ date }) => date === dates.date || date === dates.before);
  const currencies = new Set([dates.currency, ...there.map(({ currency }) => currency)]);
  return [...currencies]
    .slice(0, MAX_CURRENCIES)
    .map((currency) => takingsIn(currency, dates, there, partIn(currency)));
};

export const outcomesOn = (date: string | undefined, sums: readonly StoreSum[]): Outcomes => {
  const today = sums.filter((sum) => sum.date === date);
  const total = (of: (sum: StoreSum) => number): number => today.reduce((all, sum) => all + of(sum), 0);
  return {
    paid: total((sum) => sum.ended_paid),
    cancelled: total((sum) => sum.ended_cancelled),
    expired: total((sum) => sum.ended_expired),
    failed: total((sum) => sum.ended_failed),
    unfinished: total((sum) => sum.unfinished),
  };
};
