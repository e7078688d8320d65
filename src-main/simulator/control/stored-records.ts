import { statusAt } from '#simulator/store/timeline.ts';
import type { PaymentRecord, RefundRecord } from '#simulator/store/records.ts';
import { paymentBody } from '#simulator/payments/payment-body.ts';
import { refundBody } from '#simulator/refunds/refund-body.ts';
import type { Site } from '#simulator/site.ts';

type Arrivals = {
  /** How many creates or refunds came with this reference. */
  times: number;
  /** How many of them had the same body as the first. */
  timesSameBody: number;
  /** The RequestId of each, in order of arrival. */
  requestIds: string[];
};

/** A record with its present status, how often it was sent, and its API body. */
export type StoredPayment = PaymentRecord & {
  statusId: number;
  sent: Arrivals;
  body: Record<string, unknown>;
};
export type StoredRefund = RefundRecord & {
  statusId: number;
  sent: Arrivals;
  body: Record<string, unknown>;
};

/** Every payment and refund, oldest first. */
export function storedRecords(site: Site): { payments: StoredPayment[]; refunds: StoredRefund[] } {
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
