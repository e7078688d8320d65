/**
 * The life of one refund: money on its way back to a customer.
 *
 *   intended ──▶ sending ──▶ requested ──▶ refunded
 *                  │  ▲           │           ▲
 *                  ▼  │           ▼           │ late success: the only way out of an end
 *                unknown ─────▶ failed ───────┘
 *
 * unknown leads to every state the gateway names, and back to sending once it is proven that nothing arrived.
 */
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import type { Doubt, Failure, Payment } from '#domain/payment/payment.ts';
import { amountMismatch } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';

/** A refund as the gateway tells it, already parsed. */
export interface GatewayRefund {
  readonly id: string;
  readonly reference: string;
  readonly paymentId: string;
  /** Hundredths. */
  readonly amount: number;
  readonly currency: string | null;
  readonly statusId: number;
  readonly reasons: readonly Reason[];
  readonly createdAt: number | null;
}

export const REFUND_REASONS = ['goods-returned', 'wrong-amount', 'paid-twice', 'paid-late', 'other'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** Fixed before the first byte leaves and the same for every sending of this refund. */
export interface RefundIntent {
  /** The refund's own MerchantTransactionID; never a payment's. */
  readonly reference: string;
  readonly requestId: string;
  /** Our reference and the gateway's ID of the payment that is given back. */
  readonly paymentReference: string;
  readonly paymentId: string;
  /** Hundredths of the payment's currency. */
  readonly amount: number;
  readonly currency: string;
  readonly reason: RefundReason;
  /** In the shop's own words, or ''. */
  readonly note: string;
  /** Who asked for it and who allowed it; the same person where they may do both. Null for one found at the gateway. */
  readonly askedBy: Person | null;
  readonly approvedBy: Person | null;
}

export type RefundFailure = Failure;

/** What the world tells a refund; in the past tense, each written to the journal before anybody sees its effect. */
export type RefundEvent =
  | { readonly type: 'refund-intended'; readonly intent: RefundIntent }
  /** The gateway has it and this journal does not: made elsewhere, or put back after the journal's end was lost. */
  | { readonly type: 'refund-found'; readonly intent: RefundIntent; readonly refund: GatewayRefund }
  | { readonly type: 'refund-resent' }
  | { readonly type: 'refund-created'; readonly refund: GatewayRefund }
  | {
      readonly type: 'refund-refused';
      readonly failure: Exclude<RefundFailure, 'declined'>;
      readonly reasons: readonly Reason[];
    }
  | { readonly type: 'refund-doubted'; readonly doubt: Doubt; readonly reasons: readonly Reason[] }
  | { readonly type: 'refund-missed' }
  | { readonly type: 'refund-observed'; readonly refund: GatewayRefund };

export interface RefundFacts extends RefundIntent {
  /** Epoch ms of the intent. */
  readonly startedAt: number;
  readonly changedAt: number;
  /** Null until the gateway has told of it. */
  readonly gateway: GatewayRefund | null;
}

export type Refund =
  /** It is on disk and may be on the wire; we act: send it and hear the answer. */
  | (RefundFacts & { readonly state: 'sending' })
  /** Nobody here knows whether the money goes back; we act: look it up, never ask again meanwhile. */
  | (RefundFacts & {
      readonly state: 'unknown';
      readonly doubt: Doubt;
      readonly misses: number;
      readonly firstMissAt: number | null;
    })
  /** The gateway has taken it on and will say later how it ended, often a day or two later. */
  | (RefundFacts & { readonly state: 'requested'; readonly gateway: GatewayRefund })
  /** The money is the customer's again. */
  | (RefundFacts & { readonly state: 'refunded'; readonly gateway: GatewayRefund })
  /** Nothing was given back; the shop may ask again. */
  | (RefundFacts & {
      readonly state: 'failed';
      readonly failure: RefundFailure;
      readonly reasons: readonly Reason[];
    });

/** Nothing is on its way any more, though a failed one may still go through late. */
export const hasRefundEnded = (refund: Refund): refund is Refund & { state: 'refunded' | 'failed' } =>
  refund.state === 'refunded' || refund.state === 'failed';

/** Whether the gateway's refund is this one: by its number, or by our reference while that is not known. */
export const isSameRefund = (refund: Refund, told: GatewayRefund): boolean =>
  refund.gateway?.id === told.id || refund.reference === told.reference;

/** Whether it is about money at all; a listed refund of nothing is no refund to anybody. */
export const isOfMoney = ({ amount }: GatewayRefund): boolean => amount > 0;

/** Whether the amount of this refund is no longer there to be given back. */
export const holdsMoney = (refund: Refund): boolean => refund.state !== 'failed';

/**
 * Hundredths of a paid payment that are neither given back nor on their way; never more than was charged, whatever was
 * taken.
 */
export const leftToRefund = (payment: Payment, refunds: readonly Refund[]): number => {
  const paid = Math.min(payment.amount, amountMismatch(payment)?.amount ?? payment.amount);
  return Math.max(0, paid - refunds.filter(holdsMoney).reduce((sum, { amount }) => sum + amount, 0));
};

/** Alipay gives money back for so long after the payment (vendor's page on refunds, method 24). */
const REFUNDABLE_FOR = 365 * 24 * 3_600_000;

/**
 * Epoch ms up to which the money of a paid payment can be given back. Counted from when its money was last heard of
 * here, so it never ends too early; where the gateway is stricter, it refuses.
 */
export const refundableUntil = ({ changedAt }: Payment): number => changedAt + REFUNDABLE_FOR;
