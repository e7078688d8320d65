/** A refund as the till shows it. */
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { RefundView } from '#contract/views/refund-views.ts';
import type { Refund, RefundFailure } from '#domain/refund/refund.ts';
import type { RefundRefusal } from '#services/refund/refund-refusal.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import { moneyWords } from '#words/money-words.ts';
import { byHandView, hasFailedForCertain } from './by-hand-view.ts';
import { reasonDetails } from './payment-view.ts';

const FAILURE_CODES = {
  declined: 'refund-declined',
  rejected: 'refund-rejected',
  'credentials-refused': 'refund-credentials-refused',
  'not-sent': 'refund-not-sent',
  'never-arrived': 'refund-never-arrived',
  'settled-by-hand': 'refund-settled-not-refunded',
} as const satisfies Record<RefundFailure, Problem['code']>;

const problemOf = (refund: Refund, otherSite: string | null): Problem | null => {
  if (refund.byHand?.verdict === 'corrected')
    return problem(
      refund.state === 'refunded' ? 'refund-corrected-refunded' : 'refund-corrected-not-refunded',
    );
  if (refund.state === 'failed') {
    return hasFailedForCertain(refund)
      ? null
      : problem(FAILURE_CODES[refund.failure], reasonDetails(refund.reasons));
  }
  if (refund.state !== 'refunded' && otherSite !== null)
    return problem('refund-stranded', { site: otherSite });
  if (refund.state !== 'unknown') return null;
  return problem(refund.doubt === 'wrong-echo' ? 'refund-wrong-echo' : 'refund-unknown');
};

/** `otherSite`: the SiteID under which it must be looked up, if that is not this till's. */
export const refundView = (refund: Refund, otherSite: string | null, settlable: boolean): RefundView => ({
  reference: refund.reference,
  paymentReference: refund.paymentReference,
  state: refund.state === 'sending' ? 'requested' : refund.state,
  amount: refund.amount,
  currency: refund.currency,
  startedAt: refund.startedAt,
  reason: refund.reason,
  note: refund.note,
  askedBy: refund.askedBy?.name ?? null,
  approvedBy: refund.approvedBy?.name ?? null,
  gatewayId: refund.gateway?.id ?? null,
  problem: problemOf(refund, otherSite),
  settlable,
  byHand: byHandView(refund.byHand),
});

const detailsOf = (refusal: RefundRefusal): Problem['details'] => {
  if ('siteId' in refusal) return { site: refusal.siteId };
  if ('until' in refusal) return { until: refusal.until };
  if ('taken' in refusal) return { taken: moneyWords(refusal.taken) };
  return 'reasons' in refusal ? reasonDetails(refusal.reasons) : {};
};

/** Why nothing is refunded. */
export const refundRefusal = (refusal: RefundRefusal): Problem => problem(refusal.why, detailsOf(refusal));

/** A refund, with whether this till can still look it up and whether a person may settle it. */
export const showRefund =
  ({ tracker }: { readonly tracker: Pick<RefundTracker, 'otherSiteOf' | 'maySettle'> }) =>
  (refund: Refund): RefundView =>
    refundView(refund, tracker.otherSiteOf(refund), tracker.maySettle(refund));
