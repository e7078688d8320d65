import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { GatewayRefund, Refund, RefundEvent, RefundIntent } from '#domain/refund/refund.ts';
import type { Contact } from '#domain/story/contact.ts';

export const HOUR = 3_600_000;
export const silent: Contact = { since: 0, lastAt: null, failures: 0, notBefore: 0, chance: 0.5 };

export const intent: RefundIntent = {
  reference: 'T1-R1',
  requestId: 'request-1',
  paymentReference: 'T1-1',
  paymentId: '4000000',
  amount: 500,
  currency: 'CNY',
  reason: 'goods-returned',
  note: '',
  askedBy: null,
  approvedBy: null,
};

export const reported = (statusId: number, change: Partial<GatewayRefund> = {}): GatewayRefund => ({
  id: '77',
  reference: intent.reference,
  paymentId: intent.paymentId,
  amount: intent.amount,
  currency: 'CNY',
  statusId,
  reasons: [],
  createdAt: 0,
  ...change,
});

export const live = (events: readonly RefundEvent[]): Refund =>
  events.reduce<Refund | undefined>(
    (before, event) => advanceRefund(before, event, 0) ?? before,
    advanceRefund(undefined, { type: 'refund-intended', intent }, 0),
  )!;
