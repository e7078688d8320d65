import { NOT_FOUND } from '#simulator/api/answer.ts';
import type { Handler } from '#simulator/api/answer.ts';
import { paymentInPath } from '#simulator/payments/get-payment.ts';
import { omitsEmptyKeys } from '#simulator/payments/quirks.ts';
import { refundBody } from './refund-body.ts';

/** GET /v1/payments/{ID}/refunds: all of them, oldest first, without paging. */
export const listRefunds: Handler = (site, call) => {
  const payment = paymentInPath(site, call);
  if (payment === undefined) return NOT_FOUND;
  const refunds = site.store.refundsOf(payment.id).map((refund) => refundBody(site, refund, call.at));
  const Refunds = refunds.length === 0 && omitsEmptyKeys(payment) ? null : refunds;
  return { status: 200, body: { Refunds } };
};

/** GET /v1/payments/{ID}/refunds/{RefundID}: 404 also for a refund of another payment. */
export const getRefund: Handler = (site, call) => {
  const payment = paymentInPath(site, call);
  const refunds = payment === undefined ? [] : site.store.refundsOf(payment.id);
  const refund = refunds.find((candidate) => String(candidate.id) === call.params.refundId);
  return refund === undefined
    ? NOT_FOUND
    : { status: 200, body: { Refund: refundBody(site, refund, call.at) } };
};
