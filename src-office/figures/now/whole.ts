/** What several stores take together, hour by hour. */
import { counted } from '../../views/counted.ts';
import type { Outcomes, Takings, Whole } from '../../views/now-views.ts';
import { MAX_CURRENCIES } from '../../views/now-views.ts';
import { grouped } from '../grouped.ts';
import { addHours } from './add-hours.ts';
import type { StoreNow } from './store-now.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const together = (currency: string, all: readonly Takings[]): Takings => ({
  currency,
  paid: sum(all.map(({ paid }) => paid)),
  paidCount: sum(all.map(({ paidCount }) => paidCount)),
  refunded: sum(all.map(({ refunded }) => refunded)),
  refundedCount: sum(all.map(({ refundedCount }) => refundedCount)),
  net: sum(all.map(({ net }) => net)),
  hours: addHours(all.flatMap(({ hours }) => hours)),
  before: {
    net: sum(all.map(({ before }) => before.net)),
    netByNow: sum(all.map(({ before }) => before.netByNow)),
    hours: addHours(all.flatMap(({ before }) => before.hours)),
  },
});

/** One for each currency, the one that most stores take first. */
const takingsOf = (stores: readonly StoreNow[]): readonly Takings[] => {
  const all = stores.flatMap(({ takings }) => takings);
  return [...new Set(all.map(({ currency }) => currency))]
    .map((currency) => all.filter((one) => one.currency === currency))
    .toSorted((some, others) => others.length - some.length)
    .slice(0, MAX_CURRENCIES)
    .map((some) => together(some[0]?.currency ?? '', some));
};

const outcomesOf = (stores: readonly StoreNow[]): Outcomes => ({
  paid: sum(stores.map(({ outcomes }) => outcomes.paid)),
  cancelled: sum(stores.map(({ outcomes }) => outcomes.cancelled)),
  expired: sum(stores.map(({ outcomes }) => outcomes.expired)),
  failed: sum(stores.map(({ outcomes }) => outcomes.failed)),
  unfinished: sum(stores.map(({ outcomes }) => outcomes.unfinished)),
});

/** What most of them have; of several that equally many have, that of the first. */
const usual = (stores: readonly StoreNow[]): StoreNow | undefined =>
  [...grouped(stores, ({ date, opening }) => `${date} ${opening}`).values()].toSorted(
    (some, others) => others.length - some.length,
  )[0]?.[0];

export const wholeOf = (stores: readonly StoreNow[]): Whole => {
  const some = counted(stores);
  const most = usual(some);
  return {
    date: most?.date ?? '',
    opening: most?.opening ?? 0,
    takings: takingsOf(some),
    outcomes: outcomesOf(some),
    tills: sum(stores.map(({ tills }) => tills)),
  };
};
