/** Payments and refunds as rows of the history. */
import type { HistoryRow } from '#domain/history/history.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Projection } from '#sqlite/tables/projection.ts';

export const paymentRow = (payment: Payment): HistoryRow => ({ kind: 'payment', payment });

export const refundRows =
  (payments: Pick<Projection<Payment>, 'get'>) =>
  (refund: Refund): HistoryRow => ({
    kind: 'refund',
    refund,
    payment: payments.get(refund.paymentReference)?.body ?? null,
  });
