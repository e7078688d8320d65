import { statusAt } from '#simulator/store/life.ts';
import type { PaymentRecord, RefundRecord } from '#simulator/store/records.ts';
import { paymentBody } from '#simulator/payments/payment-body.ts';
import { refundBody } from '#simulator/refunds/refund-body.ts';
import type { Site } from '#simulator/site.ts';

type Arrivals = {
  /** How many creates or refunds came with this reference. */
  times: number;
  /** How many of them had the very same body as the first. */
  timesSameBody: number;
  /** The RequestId of each, in order of arrival. */
  requestIds: string[];
};

/** A stored record as the simulator remembers it, with its status now, how often it was sent, and its API body. */
export type JournalPaymentRow = PaymentRecord & {
  statusId: number;
  sent: Arrivals;
  body: Record<string, unknown>;
};
export type JournalRefundRow = RefundRecord & {
  statusId: number;
  sent: Arrivals;
  body: Record<string, unknown>;
};

/** Everything stored, oldest first. */
export function bookedNow(site: Site): { payments: JournalPaymentRow[]; refunds: JournalRefundRow[] } {
  const at = site.now();
  return {
    payments: site.store.payments().map((payment) => ({
      ...payment,
      statusId: statusAt(payment, at),
      sent: site.sends.of('create', payment.reference ?? ''),
      body: paymentBody(site, payment, at),
    })),
    refunds: site.store.refunds().map((refund) => ({
      ...refund,
      statusId: statusAt(refund, at),
      sent: site.sends.of('refund', refund.reference),
      body: refundBody(site, refund, at),
    })),
  };
}
