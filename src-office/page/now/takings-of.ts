/** What several stores take together, hour by hour. */
import type { Hundredths } from '#domain/money.ts';
import type { Hour, Outcomes, StoreNow, StoreTakings } from '../../views/now-views.ts';
import type { Bar } from '../../../src-renderer/parts/plot/bar.ts';

const added = (all: readonly (readonly Hour[])[]): readonly Hour[] => {
  const nets = new Map<number, Hundredths>();
  for (const { hour, net } of all.flat()) nets.set(hour, (nets.get(hour) ?? 0) + net);
  return [...nets].map(([hour, net]) => ({ hour, net })).toSorted((one, other) => one.hour - other.hour);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const together = (currency: string, all: readonly StoreTakings[]): StoreTakings => ({
  currency,
  paid: sum(all.map(({ paid }) => paid)),
  paidCount: sum(all.map(({ paidCount }) => paidCount)),
  refunded: sum(all.map(({ refunded }) => refunded)),
  refundedCount: sum(all.map(({ refundedCount }) => refundedCount)),
  net: sum(all.map(({ net }) => net)),
  hours: added(all.map(({ hours }) => hours)),
  before: {
    net: sum(all.map(({ before }) => before.net)),
    netByNow: sum(all.map(({ before }) => before.netByNow)),
    hours: added(all.map(({ before }) => before.hours)),
  },
});

/** One for each currency, the one that more stores take first. */
export const takingsOf = (stores: readonly StoreNow[]): readonly StoreTakings[] => {
  const all = stores.flatMap(({ takings }) => takings);
  return [...new Set(all.map(({ currency }) => currency))]
    .map((currency) => all.filter((one) => one.currency === currency))
    .toSorted((some, others) => others.length - some.length)
    .map((some) => together(some[0]?.currency ?? '', some));
};

export const outcomesOf = (stores: readonly StoreNow[]): Outcomes => ({
  paid: sum(stores.map(({ outcomes }) => outcomes.paid)),
  cancelled: sum(stores.map(({ outcomes }) => outcomes.cancelled)),
  expired: sum(stores.map(({ outcomes }) => outcomes.expired)),
  failed: sum(stores.map(({ outcomes }) => outcomes.failed)),
  unfinished: sum(stores.map(({ outcomes }) => outcomes.unfinished)),
});

/** One hour of both days; hours after the last one with sales have not been yet, as far as anybody here knows. */
export interface HourRow {
  readonly hour: number;
  readonly net: Hundredths;
  readonly before: Hundredths;
  readonly isAhead: boolean;
}

export const hourRows = ({ hours, before }: StoreTakings): readonly HourRow[] => {
  const used = [...hours, ...before.hours].filter(({ net }) => net !== 0).map(({ hour }) => hour);
  if (used.length === 0) return [];
  const first = Math.min(...used);
  const last = Math.max(...used);
  const lastTaken = Math.max(-1, ...hours.filter(({ net }) => net !== 0).map(({ hour }) => hour));
  const netAt = (some: readonly Hour[], at: number): Hundredths =>
    some.find(({ hour }) => hour === at)?.net ?? 0;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).map((hour) => ({
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
