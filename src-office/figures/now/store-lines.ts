/** A chain's stores as a list, the most urgent first. */
import { foldedText } from '#domain/history/folded-text.ts';
import type { AlertKind } from '../../views/alert-views.ts';
import { ALERT_KINDS } from '../../views/alert-views.ts';
import type { StoreLine } from '../../views/now-views.ts';
import type { StoreNow } from './store-now.ts';

const lineOf = (
  { store, name, environment, takings, tills, tillsHeard }: StoreNow,
  alert: AlertKind | null,
): StoreLine => ({
  store,
  name,
  environment,
  takings: takings.map(({ currency, net, before }) => ({ currency, net, netByNow: before.netByNow })),
  tills,
  tillsHeard,
  alert,
});

/** The lower, the sooner somebody must look. */
const needOf = ({ alert, tills, tillsHeard }: StoreLine): number => {
  if (alert !== null) return ALERT_KINDS.indexOf(alert);
  return tillsHeard < tills ? ALERT_KINDS.length : ALERT_KINDS.length + 1;
};

const netOf = ({ takings }: StoreLine): number => takings[0]?.net ?? 0;

/** Stores with `q` in their name: those that need attention first, then by takings. */
export const linesOf = (
  stores: readonly StoreNow[],
  alerts: ReadonlyMap<string, AlertKind>,
  q: string,
): readonly StoreLine[] => {
  const wanted = foldedText(q.trim());
  return stores
    .filter(({ name }) => wanted === '' || foldedText(name).includes(wanted))
    .map((one) => lineOf(one, alerts.get(one.store) ?? null))
    .toSorted((one, other) => needOf(one) - needOf(other) || netOf(other) - netOf(one));
};
