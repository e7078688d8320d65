/** Puts a reconciliation with the gateway's list into a shopkeeper's words. */
import type { ReconciliationView } from '#contract';
import { moneyWords, statusName, text } from '#contract';
import { statusNameWords } from '../../status-words.ts';

export type ReconciledDayView = NonNullable<ReconciliationView['last']>['day'];
export type ReconciliationLineView = ReconciledDayView['lines'][number];

/** How many differences there are, including those not shown. */
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

/** What one side has: state and amount. 'nothing' and '' if it has no such payment or refund. */
export interface SideWords {
  readonly state: string;
  readonly money: string;
}

const nothing = (): SideWords => ({ state: text('reconcile.nothing'), money: '' });

export const hereWords = ({ of, here, there }: ReconciliationLineView): SideWords =>
  here
    ? { state: stateWords(of, here), money: moneyWords(here, there?.currency ?? here.currency) }
    : nothing();

/** The gateway's own name for the status, because its support knows that name. */
export const thereWords = ({ there, here }: ReconciliationLineView): SideWords => {
  if (!there) return nothing();
  const currency = there.currency ?? here?.currency ?? '';
  return {
    state: statusNameWords(statusName(there.statusId)),
    money: moneyWords({ amount: there.amount, currency }, here?.currency),
  };
};

export const whatWords = ({ of, paymentReference }: ReconciliationLineView): string =>
  of === 'payment'
    ? text('reconcile.of.payment')
    : text('reconcile.of.refund', { payment: paymentReference });
