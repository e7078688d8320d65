/** What the shops take at this moment. */
import { readAlerts } from '../../alerts/alert-rows.ts';
import type { Statements } from '../../database/database.ts';
import type { Scope } from '../../people/may.ts';
import type { Now } from '../../views/now-views.ts';
import { STORES_SHOWN } from '../../views/now-views.ts';
import type { Store } from '../../views/till-views.ts';
import { grouped } from '../grouped.ts';
import { remembered } from '../remembered.ts';
import { readStores } from '../tills.ts';
import type { StoreDates } from './chain.ts';
import { Chain } from './chain.ts';
import type { PartReader, Parts } from './parts.ts';
import { partOf, partReader } from './parts.ts';
import { linesOf } from './store-lines.ts';
import type { StoreNow } from './store-now.ts';
import { outcomesOn, takingsOf } from './store-now.ts';
import { wholeOf } from './whole.ts';

const HEARD_WITHIN = 2 * 60_000;

/** Stores with the same rule need the same part of the same hours. */
const readParts = async (
  dates: readonly StoreDates[],
  now: number,
  readPart: PartReader,
): Promise<(store: string, date: StoreDates, currency: string) => number> => {
  const nameOf = ({ before, partly }: StoreDates): string => `${before} ${partly.join()}`;
  const parts = new Map<string, Parts>();
  for (const [name, [{ before: date, partly: hours, cut: until }]] of grouped(dates, nameOf))
    parts.set(name, await readPart({ date, hours, until }, now));
  return (store, date, currency) => partOf(parts.get(nameOf(date)) ?? new Map(), store, currency);
};

/** Runs one at a time; a caller that asks while one runs gets the next, which starts afterwards. */
const inTurn = (work: (now: number) => Promise<void>): ((now: number) => Promise<void>) => {
  let running = Promise.resolve();
  let next: Promise<void> | undefined;
  const run = async (now: number, before: Promise<void>): Promise<void> => {
    await before.catch(() => undefined);
    next = undefined;
    running = work(now);
    await running;
  };
  return (now) => (next ??= run(now, running));
};

/** Which part of a chain is shown. */
export interface Asked {
  /** Part of the stores' names; '' for all. */
  readonly q: string;
  readonly upTo: number;
}

export interface NowFigures {
  /** What the shops take at an instant; epoch ms. */
  read(scope: Scope, now: number, asked?: Asked): Promise<Now>;
  /** A number that changes whenever a till has reported or pushed anything. */
  version(now: number): Promise<number>;
}

const storesAt = async (
  stores: readonly Store[],
  chain: Chain,
  readPart: PartReader,
  now: number,
): Promise<readonly StoreNow[]> => {
  const dates = stores.flatMap(({ store }) => chain.datesOf(store) ?? []);
  const partIn = await readParts(dates, now, readPart);
  return stores.map(({ store, name, environment }): StoreNow => {
    const tills = chain.tillsOf(store).filter(({ revoked_at }) => revoked_at === null);
    const [place, sums] = [chain.datesOf(store), chain.sumsOf(store)];
    return {
      store,
      name,
      environment,
      opening: place?.opening ?? 0,
      date: place?.date ?? new Date(now).toISOString().slice(0, 10),
      takings: place ? takingsOf(sums, place, (currency) => partIn(store, place, currency)) : [],
      outcomes: outcomesOn(place?.date, sums),
      tills: tills.length,
      tillsHeard: tills.filter(({ heard_at }) => heard_at !== null && heard_at > now - HEARD_WITHIN).length,
    };
  });
};

/** How long requests for the same stores share the same figures; ms. */
const SAME_WITHIN = 500;

export const openNow = (statements: Statements): NowFigures => {
  const chain = new Chain(statements);
  const look = inTurn((now) => chain.look(now));
  const readPart = partReader(statements);
  const remember = remembered(SAME_WITHIN);
  return {
    version: async (now) => {
      await look(now);
      return chain.version;
    },
    read: async (scope, now, { q, upTo } = { q: '', upTo: STORES_SHOWN }) => {
      const [alerts] = await Promise.all([readAlerts(statements, scope), look(now)]);
      const { whole, stores } = await remember(
        JSON.stringify([chain.version, scope.stores]),
        now,
        async () => {
          const all = await storesAt(await readStores(statements, scope), chain, readPart, now);
          return { whole: wholeOf(all), stores: all };
        },
      );
      const lines = linesOf(stores, alerts.byStore, q);
      return {
        at: now,
        whole,
        stores: lines.slice(0, upTo),
        storeCount: lines.length,
        alerts: alerts.lines,
        alertCount: alerts.count,
      };
    },
  };
};
