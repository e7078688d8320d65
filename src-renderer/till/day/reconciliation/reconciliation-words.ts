/** A reconciliation with the gateway's list in a shopkeeper's words. */
import type { ReconciliationView } from '#contract';
import { moneyWords, statusName, text } from '#contract';

export type ReconciledDayView = NonNullable<ReconciliationView['last']>['day'];
export type ReconciliationLineView = ReconciledDayView['lines'][number];

/** How many lines do not match, shown or not. */
export const differencesIn = ({ payments, refunds }: ReconciledDayView): number =>
  [payments, refunds].reduce(
    (sum, counts) => sum + counts['only-here'] + counts['only-there'] + counts.different,
    0,
  );

const stateWords = (of: ReconciliationLineView['of'], { state }: { state: string }): string => {
  switch (state) {
    case 'requested':
    case 'refunded':
      return text(`report.refund.state.${state}`);
    case 'sending':
    case 'unknown':
    case 'failed':
      return of === 'refund' ? text(`report.refund.state.${state}`) : text(`state.${state}.word`);
    case 'open':
    case 'pending':
    case 'paid':
    case 'cancelled':
    case 'expired':
      return text(`state.${state}.word`);
    default:
      return state;
  }
};

/** What one side says: how it stands, and of how much money; 'nothing' and '' where it has none of it. */
export interface SideWords {
  readonly state: string;
  readonly money: string;
}

const NOTHING: SideWords = { state: text('reconcile.nothing'), money: '' };

export const hereWords = ({ of, here }: ReconciliationLineView): SideWords =>
  here ? { state: stateWords(of, here), money: moneyWords(here) } : NOTHING;

/** The gateway's own word, since it is what its support knows. */
export const thereWords = ({ there, here }: ReconciliationLineView): SideWords => {
  if (!there) return NOTHING;
  const currency = there.currency ?? here?.currency ?? '';
  return { state: statusName(there.statusId), money: moneyWords({ amount: there.amount, currency }) };
};

export const whatWords = ({ of, paymentReference }: ReconciliationLineView): string =>
  of === 'payment'
    ? text('reconcile.of.payment')
    : text('reconcile.of.refund', { payment: paymentReference });
