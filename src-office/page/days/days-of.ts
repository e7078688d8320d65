import type { Hundredths } from '#domain/money.ts';
import type { DateTakings } from '../../views/find-views.ts';

/** The currencies in which something was taken, the one of most days first. */
export const currenciesOf = (takings: readonly DateTakings[]): readonly string[] => {
  const days = (currency: string): number => takings.filter((one) => one.currency === currency).length;
  return [...new Set(takings.map(({ currency }) => currency))].toSorted(
    (one, other) => days(other) - days(one),
  );
};

const NOON = 'T12:00:00Z';
const DAY_MS = 86_400_000;

/** Each date of the range in one currency; nothing was taken on those that the office does not name. */
export const everyDate = (
  takings: readonly DateTakings[],
  currency: string,
  from: string,
  to: string,
): readonly DateTakings[] => {
  const first = Date.parse(from + NOON);
  const count = Math.round((Date.parse(to + NOON) - first) / DAY_MS) + 1;
  const dates = Array.from({ length: count }, (_, day) =>
    new Date(first + day * DAY_MS).toISOString().slice(0, 10),
  );
  const known = new Map(takings.filter((one) => one.currency === currency).map((one) => [one.date, one]));
  return dates.map((date) => known.get(date) ?? { date, currency, net: 0, paidCount: 0, refundedCount: 0 });
};

export const netOf = (days: readonly DateTakings[]): Hundredths =>
  days.reduce((sum, { net }) => sum + net, 0);
