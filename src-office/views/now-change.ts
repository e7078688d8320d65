/**
 * What a stream of the live view sends: first all of `Now`, then the parts that have changed, and only the changed
 * lines of stores.
 */
import type { Alert } from './alert-views.ts';
import type { Now, StoreLine, Whole } from './now-views.ts';

export interface NowChange {
  readonly at: number;
  readonly whole?: Whole;
  readonly stores?: {
    readonly count: number;
    /** Ids of stores, in display order. */
    readonly order: readonly string[];
    readonly lines: readonly StoreLine[];
  };
  readonly alerts?: { readonly count: number; readonly lines: readonly Alert[] };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const storesOf = ({ stores, storeCount }: Now) => ({ stores, storeCount });
const alertsOf = ({ alerts, alertCount }: Now) => ({ alerts, alertCount });

/** `before`: what the stream has sent so far; null for nothing. */
export const changeOf = (before: Now | null, now: Now): NowChange => {
  const known = new Map(before?.stores.map((line) => [line.store, line]));
  const isStores = !before || !isSame(storesOf(before), storesOf(now));
  const isAlerts = !before || !isSame(alertsOf(before), alertsOf(now));
  return {
    at: now.at,
    ...(before && isSame(before.whole, now.whole) ? {} : { whole: now.whole }),
    ...(isStores
      ? {
          stores: {
            count: now.storeCount,
            order: now.stores.map(({ store }) => store),
            lines: now.stores.filter((line) => !isSame(known.get(line.store), line)),
          },
        }
      : {}),
    ...(isAlerts ? { alerts: { count: now.alertCount, lines: now.alerts } } : {}),
  };
};

const NOTHING: Now = {
  at: 0,
  whole: {
    date: '',
    opening: 0,
    takings: [],
    outcomes: { paid: 0, cancelled: 0, expired: 0, failed: 0, unfinished: 0 },
    tills: 0,
  },
  stores: [],
  storeCount: 0,
  alerts: [],
  alertCount: 0,
};

/** What a reader of the stream has after this message. */
export const afterChange = (before: Now | null, { at, whole, stores, alerts }: NowChange): Now => {
  const known = before ?? NOTHING;
  const lines = new Map([...known.stores, ...(stores?.lines ?? [])].map((line) => [line.store, line]));
  return {
    at,
    whole: whole ?? known.whole,
    stores: stores ? stores.order.flatMap((store) => lines.get(store) ?? []) : known.stores,
    storeCount: stores?.count ?? known.storeCount,
    alerts: alerts?.lines ?? known.alerts,
    alertCount: alerts?.count ?? known.alertCount,
  };
};
