/**
 * The life of one refund.
 *
 *   intended ──▶ sending ──▶ requested ──▶ refunded
 *                  │  ▲           │           ▲
 *                  ▼  │           ▼           │ late success
 *                unknown ─────▶ failed ───────┘
 *
 * One that failed is followed again, as requested or unknown, if the gateway then reports it so. unknown leads to every
 * state the gateway names, and back to sending once it is proven that nothing arrived. A manager settles what stays unknown
 * as refunded or failed, and the gateway may correct either. See refund-settled-by-hand.ts.
 */
import { findByReference } from '#domain/gateway/find-by-reference.ts';
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import type { Hundredths } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';
import type { Doubt, Failure, OutcomeUnknown, Refusal } from '#domain/story/outcome.ts';

/** A refund as the gateway reports it, already parsed. */
export interface GatewayRefund {
  readonly id: string;
  readonly reference: string;
  readonly paymentId: string;
  readonly amount: Hundredths;
  readonly currency: string | null;
  readonly statusId: number;
  readonly reasons: readonly Reason[];
  readonly createdAt: number | null;
}

export const REFUND_REASONS = ['goods-returned', 'wrong-amount', 'paid-twice', 'paid-late', 'other'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** Fixed before the first byte is sent, and the same every time this refund is sent. */
export interface RefundIntent {
  /** The refund's own MerchantTransactionID; never a payment's. */
  readonly reference: string;
  readonly requestId: string;
  /** The refunded payment: our reference, and the gateway's ID. */
  readonly paymentReference: string;
  readonly paymentId: string;
  readonly amount: Hundredths;
  /** The payment's. */
  readonly currency: string;
  readonly reason: RefundReason;
  /** In the shop's own words, or ''. */
  readonly note: string;
  /** Who requested it and who approved it; the same person if they may do both. Null for an imported one. */
  readonly askedBy: Person | null;
  readonly approvedBy: Person | null;
}

export type RefundFailure = Failure;

/** What happens to a refund, in the past tense; each is in the journal before its effect shows anywhere. */
export type RefundEvent =
  | { readonly type: 'refund-intended'; readonly intent: RefundIntent }
  /** Imported: the gateway has it and this journal does not. It was made elsewhere, or its rows were lost. */
  | { readonly type: 'refund-found'; readonly intent: RefundIntent; readonly refund: GatewayRefund }
  | { readonly type: 'refund-resent' }
  | { readonly type: 'refund-created'; readonly refund: GatewayRefund }
  | {
      readonly type: 'refund-refused';
      readonly failure: Refusal;
      readonly reasons: readonly Reason[];
    }
  | { readonly type: 'refund-doubted'; readonly doubt: Doubt; readonly reasons: readonly Reason[] }
  | { readonly type: 'refund-missed' }
  | { readonly type: 'refund-observed'; readonly refund: GatewayRefund }
  /** A manager settles it by hand because its outcome stays unknown. */
  | ({ readonly type: 'refund-settled' } & Settlement<RefundSettledAs>)
  /** The gateway reports another outcome than it was settled with. */
  | { readonly type: 'refund-corrected'; readonly refund: GatewayRefund };

/** The outcomes that a refund can be settled with by hand. */
export const REFUND_SETTLED_AS = ['refunded', 'not-refunded'] as const;
export type RefundSettledAs = (typeof REFUND_SETTLED_AS)[number];

export interface RefundFacts extends RefundIntent {
  /** Epoch ms of the intent. */
  readonly startedAt: number;
  readonly changedAt: number;
  /** Null until the gateway has reported it. */
  readonly gateway: GatewayRefund | null;
  /** Left out unless it had failed and the gateway then reported it after all. */
  readonly hasFailed?: true;
  /** Left out unless it was settled by hand. */
  readonly byHand?: ByHand<RefundSettledAs>;
}

export type Refund =
  /** It is on disk and may be on the wire. Our turn: send it and wait for the answer. */
  | (RefundFacts & { readonly state: 'sending' })
  /** The money may or may not be refunded. Our turn: look it up, and never send it again meanwhile. */
  | (RefundFacts & OutcomeUnknown)
  /** The gateway has accepted it and will report the outcome later, often a day or two later. */
  | (RefundFacts & { readonly state: 'requested'; readonly gateway: GatewayRefund })
  /** The gateway, or a manager in its place, says that the customer has the money back. */
  | (RefundFacts & { readonly state: 'refunded' })
  /** Nothing was refunded; the shop may refund again. */
  | (RefundFacts & {
      readonly state: 'failed';
      readonly failure: RefundFailure;
      readonly reasons: readonly Reason[];
    });

/** Whether it has ended; a failed one may still be found, or succeed, at the gateway. */
export const hasRefundEnded = (refund: Refund): refund is Refund & { state: 'refunded' | 'failed' } =>
  refund.state === 'refunded' || refund.state === 'failed';

/** Whether it was imported. Then it has another reference here than at the gateway; see `importRefundsFromGateway`. */
export const wasRefundImported = ({ requestId }: Refund): boolean => requestId === '';

/**
 * Whether its outcome is unknown: there is no proof yet whether the gateway has it. One that the gateway has accepted is
 * not unresolved, however long it takes.
 */
export const isUnresolved = ({ state }: Pick<Refund, 'state'>): boolean =>
  state === 'sending' || state === 'unknown';

/**
 * At the gateway a refund may have the same reference as a payment, as in its own examples. So an imported one gets a
 * reference that no payment or refund of ours can have.
 */
export const importedAs = ({ id }: Pick<GatewayRefund, 'id'>): string => `refund-${id}`.slice(0, 50);

/** Whether it is known to have this ID at the gateway. One imported in another currency is known by its reference. */
export const hasId = ({ gateway, reference }: Refund, id: string): boolean =>
  gateway?.id === id || reference === importedAs({ id });

/** Whether the gateway's refund is this one: by its ID, or by our reference while that is unknown. */
export const isSameRefund = (refund: Refund, reported: GatewayRefund): boolean =>
  hasId(refund, reported.id) || refund.reference === reported.reference;

/**
 * What the gateway reports of this refund; see `findByReference`. `known`: the payment's refunds in the journal. If the
 * gateway made this one twice, the second record is known as another refund, though it is under the same reference.
 */
export const reportedOf = (
  refund: Refund,
  reported: readonly GatewayRefund[],
  known: readonly Refund[],
): GatewayRefund | undefined => {
  const itself = reported.find(({ id }) => hasId(refund, id));
  if (itself) return itself;
  const others = known.filter(({ reference }) => reference !== refund.reference);
  const unclaimed = reported.filter(({ id }) => !others.some((other) => hasId(other, id)));
  return findByReference(unclaimed, refund.reference);
};

/** The gateway may list refunds of zero, which do not count. */
export const isOfMoney = ({ amount }: GatewayRefund): boolean => amount > 0;

/** Whether its amount counts as refunded, so that it cannot be refunded again. */
export const holdsMoney = (refund: Refund): boolean => refund.state !== 'failed';

/** The most that can be refunded of a paid payment: never more than was charged, nor than was taken. */
export const wholeRefund = (payment: Payment): Hundredths =>
  Math.min(payment.amount, moneyOf(payment).amount);

const amountOf = (refunds: readonly Refund[]): Hundredths =>
  refunds.reduce((sum, { amount }) => sum + amount, 0);

/** What these refunds have refunded. */
export const refundedBy = (refunds: readonly Refund[]): Hundredths =>
  amountOf(refunds.filter(({ state }) => state === 'refunded'));

/** What they have refunded or are refunding. */
const heldBy = (refunds: readonly Refund[]): Hundredths => amountOf(refunds.filter(holdsMoney));

/** What they are refunding: it is on its way, or its outcome is not known. */
export const beingRefundedBy = (refunds: readonly Refund[]): Hundredths =>
  heldBy(refunds) - refundedBy(refunds);

/** What is left to refund: what is neither refunded nor being refunded. */
export const leftToRefund = (payment: Payment, refunds: readonly Refund[]): Hundredths =>
  Math.max(0, wholeRefund(payment) - heldBy(refunds));

/** Whether all that was taken has been refunded, or is being refunded. */
export const isAllGoingBack = (payment: Payment, refunds: readonly Refund[]): boolean =>
  heldBy(refunds) >= moneyOf(payment).amount;

/** How long after the payment Alipay refunds; ms (vendor's page on refunds, method 24). */
const REFUNDABLE_FOR = 365 * 24 * 3_600_000;

/**
 * Epoch ms up to which a paid payment can be refunded. Counted from its last change here, so it never ends too early;
 * if the gateway is stricter, it refuses.
 */
export const refundableUntil = ({ changedAt }: Payment): number => changedAt + REFUNDABLE_FOR;
