import type { GatewayRefund, RefundEvent, RefundIntent } from '#domain/refund/refund.ts';
import { NOON } from './new-journal.ts';

const lin = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;

const PAYMENT_ID = '9007199254740993';

/** A refund of the payment T1-1 is asked for. */
export const refundIntended = (
  reference: string,
  amount: number,
  change: Partial<RefundIntent> = {},
): RefundEvent & { type: 'refund-intended' } => ({
  type: 'refund-intended',
  intent: {
    reference,
    requestId: `request-of-${reference}`,
    paymentReference: 'T1-1',
    paymentId: PAYMENT_ID,
    amount,
    currency: 'CNY',
    reason: 'goods-returned',
    note: '退货 🧾',
    askedBy: lin,
    approvedBy: chen,
    ...change,
  },
});

/** What the gateway reports of that refund. */
export const refundReported = (reference: string, amount: number, statusId: number): GatewayRefund => ({
  id: `7${reference}`,
  reference,
  paymentId: PAYMENT_ID,
  amount,
  currency: 'CNY',
  statusId,
  reasons: [],
  createdAt: NOON,
});
