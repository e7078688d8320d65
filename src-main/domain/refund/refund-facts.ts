import { kept } from '#domain/story/by-hand.ts';
import type { GatewayRefund, Refund, RefundFacts } from './refund.ts';

/**
 * Whether the gateway's refund is the one we requested. If the gateway leaves out the currency, it is the payment's.
 */
export const isOurs = (refund: Refund, reported: GatewayRefund): boolean =>
  reported.reference === refund.reference &&
  reported.amount === refund.amount &&
  (reported.currency ?? refund.currency) === refund.currency;

/** What every state of a refund carries over into the next; `at` is epoch ms. */
export const factsOf = (refund: Refund, at: number): RefundFacts => ({
  reference: refund.reference,
  requestId: refund.requestId,
  paymentReference: refund.paymentReference,
  paymentId: refund.paymentId,
  amount: refund.amount,
  currency: refund.currency,
  reason: refund.reason,
  note: refund.note,
  askedBy: refund.askedBy,
  approvedBy: refund.approvedBy,
  startedAt: refund.startedAt,
  changedAt: at,
  gateway: refund.gateway,
  ...(refund.hasFailed ? { hasFailed: true } : {}),
  ...kept(refund),
});

/** Whether a row of a list needs its page as proof: under an ID not known as the refund's it may be a refused duplicate. */
export const needsProof = ({ gateway }: Refund, row: GatewayRefund): boolean =>
  row.id !== gateway?.id && refundMeaningOf(row.statusId) === 'failed';

/**
 * Whether a report has one on its way that the gateway had reported as failed. It may still give money, so it is then
 * followed again; but a list may be older than a page, so a row needs its page as proof.
 */
export const isOnItsWayAgain = (refund: Refund, reported: GatewayRefund): boolean =>
  refund.state === 'failed' &&
  reported.id === refund.gateway?.id &&
  refundMeaningOf(refund.gateway.statusId) === 'failed' &&
  ['requested', 'unknown'].includes(refundMeaningOf(reported.statusId));

type Meaning = 'requested' | 'refunded' | 'failed' | 'unknown';

/**
 * What a status means for a refund. The vendor's table has 1, 2 and 4; SDK-PHP's sample also handles 3 and 5, which
 * refund nothing, and 6, 7, 9 and 18, which are still pending.
 */
export const refundMeaningOf = (statusId: number): Meaning => {
  switch (statusId) {
    case 1:
    case 6:
    case 7:
    case 8:
    case 9:
    case 18:
      return 'requested';
    case 2:
      return 'refunded';
    case 3:
    case 4:
    case 5:
      return 'failed';
    default:
      return 'unknown';
  }
};
