/** Payments and refunds as the journal and the gateway have them. */
import { advance } from '#domain/payment/advance.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import type { Differences } from '#domain/day/reconciliation.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { intended, reportedPayment } from '../../sqlite/kit/sales.ts';

export const SITE = '1000';
export const ours = (): 'ours' => 'ours';
export const [OPEN, PAID, CANCELLED, FAILED, PENDING, REVIEW] = [1, 2, 3, 4, 6, 14];
export const [DISPUTED, PARTLY_REFUNDED, REFUNDED, CHARGED_BACK] = [19, 21, 22, 26];
export const [DISPUTE_WON, DISPUTE_LOST] = [23, 24];

/** A payment of 12.50 after these events. */
export const lived = (reference: string, ...events: readonly PaymentEvent[]): Payment => {
  const payment = [intended(reference), ...events].reduce<Payment | undefined>(
    (before, event) => advance(before, event, 0) ?? before,
    undefined,
  );
  if (!payment) throw new Error('never began');
  return payment;
};

/** A payment whose ID at the gateway is its reference. */
export const there = (
  reference: string,
  statusId: number,
  change: Partial<GatewayPayment> = {},
): GatewayPayment => reportedPayment(reference, statusId, { id: reference, ...change });

export const here = (reference: string, ...statuses: readonly number[]): Payment =>
  lived(
    reference,
    ...statuses.map((status, index): PaymentEvent => {
      const payment = there(reference, status);
      return { type: index === 0 ? 'created' : 'observed', payment };
    }),
  );

export const silent: PaymentEvent = { type: 'doubted', doubt: 'no-answer', reasons: [] };
export const whys = ({ lines }: Differences): readonly string[] =>
  lines.map(({ kind, why }) => `${kind}: ${why}`);

export const refund = (
  state: 'sending' | 'unknown' | 'requested' | 'refunded' | 'failed',
  id: string | null,
): Refund =>
  ({
    reference: 'R',
    amount: 500,
    currency: 'CNY',
    state,
    gateway: id === null ? null : { id, reference: 'R' },
  }) as Refund;
export const refundThere = (statusId: number, change = {}) => ({
  id: '7',
  reference: 'R',
  paymentId: '1',
  amount: 500,
  currency: null,
  statusId,
  reasons: [],
  createdAt: null,
  ...change,
});
