/** What the shops take at this moment. */
import { z } from 'zod';
import type { Hundredths } from '#domain/money.ts';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { Hour, Now, Outcomes, StoreNow, StoreTakings } from '../views/now-views.ts';
import { readAlerts } from '../alerts/alert-rows.ts';
import { grouped } from './grouped.ts';
import type { Remember } from './remembered.ts';
import { remembered } from './remembered.ts';
import type { Compared } from './same-weekday.ts';
import { comparedWith } from './same-weekday.ts';
import { readStoreDays } from './store-days.ts';
import type { HourRow, OutcomeRow, PartRow } from './takings-rows.ts';
import { readHours, readOutcomes, readPart } from './takings-rows.ts';

const HEARD_WITHIN = 2 * 60_000;

const storeRow = z.object({ store: z.string(), name: z.string(), tills: z.int(), heard: z.int() });

const readStores = async (statements: Statements, scope: Scope, now: number) => {
  const rows = await statements.query(
    `SELECT t.store, t.name, count(s.station) AS tills,
       coalesce(sum(CASE WHEN s.heard_at > $2 THEN 1 ELSE 0 END), 0) AS heard
     FROM stores t LEFT JOIN stations s ON s.store = t.store AND s.revoked_at IS NULL
     WHERE $1::text[] IS NULL OR t.store = ANY($1::text[])
     GROUP BY t.store, t.name ORDER BY t.name, t.store`,
    [scope.stores, now - HEARD_WITHIN],
  );
  return rows.map((row) => storeRow.parse(row));
};

interface Read {
  readonly hours: readonly HourRow[];
  readonly parts: readonly PartRow[];
  readonly outcomes: readonly OutcomeRow[];
}

const netOf = ({ paid, refunded }: Pick<HourRow, 'paid' | 'refunded'>): Hundredths => paid - refunded;
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const hoursOf = (rows: readonly HourRow[]): readonly Hour[] =>
  rows.map((row) => ({ hour: row.hour, net: netOf(row) }));

const takingsIn = (currency: string, compared: Compared, { hours, parts }: Read): StoreTakings => {
  const rows = hours.filter((row) => row.currency === currency);
  const today = rows.filter(({ date }) => date === compared.date);
  const before = rows.filter(({ date }) => date === compared.before);
  const over = before.filter(({ hour }) => compared.over.includes(hour));
  const part = parts.filter((row) => row.currency === currency);
  const sumOf = (of: 'paid' | 'paid_count' | 'refunded' | 'refunded_count'): number =>
    total(today.map((row) => row[of]));
  return {
    currency,
    paid: sumOf('paid'),
    paidCount: sumOf('paid_count'),
    refunded: sumOf('refunded'),
    refundedCount: sumOf('refunded_count'),
    net: total(today.map(netOf)),
    hours: hoursOf(today),
    before: {
      net: total(before.map(netOf)),
      netByNow: total(over.map(netOf)) + total(part.map(({ net }) => net)),
      hours: hoursOf(before),
    },
  };
};

const outcomesOf = (rows: readonly OutcomeRow[]): Outcomes => {
  const of = (ended: string): number =>
    total(rows.filter((row) => row.ended === ended).map(({ count }) => count));
  return {
    paid: of('paid'),
    cancelled: of('cancelled'),
    expired: of('expired'),
    failed: of('failed'),
    unfinished: of(''),
  };
};

/** By store; none have no list. */
const byStore = <R extends { readonly store: string }>(rows: readonly R[]) => {
  const groups = grouped(rows, ({ store }) => store);
  return (store: string): readonly R[] => groups.get(store) ?? [];
};

/** Stores of the same rule have the same part of the same hours to look at. */
const readParts = async (
  statements: Statements,
  scope: Scope,
  compared: ReadonlyMap<string, Compared>,
): Promise<readonly PartRow[]> => {
  const groups = grouped(compared, ([, { before, cut }]) => `${before} ${String(cut)}`);
  const parts = await Promise.all(
    [...groups.values()].map(async (group) => {
      const stores = new Set(group.map(([store]) => store));
      const [, { before: date, partly: hours, cut: until }] = group[0];
      const rows = await readPart(statements, scope, { date, hours, until });
      return rows.filter(({ store }) => stores.has(store));
    }),
  );
  return parts.flat();
};

const readNow = async (
  statements: Statements,
  scope: Scope,
  now: number,
  remember: Remember,
): Promise<Now> => {
  const [stores, rules] = await Promise.all([
    readStores(statements, scope, now),
    readStoreDays(statements, scope, now),
  ]);
  const compared = new Map([...rules].map(([store, { days }]) => [store, comparedWith(days, now)]));
  const dates = [...new Set([...compared.values()].map(({ date }) => date))];
  const datesBefore = [...new Set([...compared.values()].map(({ before }) => before))];
  const name = JSON.stringify([scope.stores, datesBefore]);
  const [today, before, parts, outcomes, alerts] = await Promise.all([
    readHours(statements, scope, dates),
    remember(`hours ${name}`, now, () => readHours(statements, scope, datesBefore)),
    remember(`parts ${name}`, now, () => readParts(statements, scope, compared)),
    readOutcomes(statements, scope, dates),
    readAlerts(statements, scope),
  ]);
  const hours = [...today, ...before];
  const [hoursAt, partsAt, outcomesAt] = [byStore(hours), byStore(parts), byStore(outcomes)];
  const storeNow = ({ store, name, tills, heard }: z.infer<typeof storeRow>): StoreNow => {
    const at = { name, store, tills, tillsHeard: heard };
    const [rule, places] = [rules.get(store), compared.get(store)];
    if (!rule || !places)
      return { ...at, date: new Date(now).toISOString().slice(0, 10), takings: [], outcomes: outcomesOf([]) };
    const read = { hours: hoursAt(store), parts: partsAt(store), outcomes: outcomesAt(store) };
    const currencies = new Set([rule.currency, ...read.hours.map(({ currency }) => currency)]);
    return {
      ...at,
      date: places.date,
      takings: [...currencies].map((currency) => takingsIn(currency, places, read)),
      outcomes: outcomesOf(read.outcomes.filter(({ date }) => date === places.date)),
    };
  };
  return { at: now, stores: stores.map(storeNow), alerts };
};

/** Reads what the shops take at an instant; epoch ms. */
export type NowReader = (scope: Scope, now: number) => Promise<Now>;

/** How long what was taken a week before is taken to be the same: rows of then come from tills that were offline. */
const WEEK_BEFORE_LASTS = 60_000;

export const nowReader = (statements: Statements): NowReader => {
  const remember = remembered(WEEK_BEFORE_LASTS);
  return (scope, now) => readNow(statements, scope, now, remember);
};
