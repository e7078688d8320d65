/**
 * The life of one payment.
 *
 *   intended ──▶ sending ──▶ open ──▶ pending ──▶ paid
 *                  │  ▲       │          │          ▲
 *                  │  │       └────┬─────┘          │ late success: the only way out of an end
 *                  ▼  │            ▼                │
 *                unknown ──▶ cancelled · failed · expired
 *
 * unknown leads to every state the gateway names, and back to sending once it is proven that nothing arrived. A manager
 * settles what stays unknown as paid or failed; the gateway may correct either: a payment that is paid by a manager's
 * word alone leads to cancelled, failed and expired.
 */
import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Hundredths, Money } from '#domain/money.ts';
import { isSameMoney } from '#domain/money.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';
import type { Doubt, Failure, OutcomeUnknown, Refusal } from '#domain/story/outcome.ts';

/** Fixed before the first byte is sent, and the same every time this payment is sent. */
export interface Intent {
  readonly reference: string;
  /** The RequestId header of every sending (SDK-NET IdempotencyExtensions.cs); '' if the payment was imported. */
  readonly requestId: string;
  readonly amount: Hundredths;
  readonly currency: string;
  /** The shop's own number for the sale, or ''. */
  readonly orderReference: string;
  readonly environment: Environment;
  readonly siteId: string;
  readonly terminal: Terminal;
  /** The cashier's words about the sale; left out if there are none. */
  readonly note?: string;
  /** Who charged it; null if nobody was signed in, and for an imported payment. */
  readonly cashier: Person | null;
}

/** What happens to a payment, in the past tense; each is in the journal before its effect shows anywhere. */
export type PaymentEvent =
  | { readonly type: 'intended'; readonly intent: Intent }
  /** Imported: the gateway has it and this journal, whose last rows were lost, does not. */
  | { readonly type: 'found'; readonly intent: Intent; readonly payment: GatewayPayment }
  | { readonly type: 'resent' }
  | { readonly type: 'created'; readonly payment: GatewayPayment }
  | {
      readonly type: 'refused';
      readonly failure: Refusal;
      readonly reasons: readonly Reason[];
      /** The gateway gives even a rejected request a payment ID (vendor's Alipay POS page, 400 example). */
      readonly payment: GatewayPayment | null;
    }
  | { readonly type: 'doubted'; readonly doubt: Doubt; readonly reasons: readonly Reason[] }
  | { readonly type: 'missed' }
  | { readonly type: 'observed'; readonly payment: GatewayPayment }
  /** `person` is who was signed in; null for the deadline, and in rows older than this field. */
  | {
      readonly type: 'cancel-asked';
      readonly by: 'cashier' | 'deadline';
      readonly person: Person | null;
    }
  | {
      readonly type: 'cancel-answered';
      readonly answer: 'accepted' | 'refused';
      readonly reasons: readonly Reason[];
    }
  /**
   * A person accepts a late or mismatched payment as a sale, or accepts that the gateway has corrected one as not paid.
   */
  | { readonly type: 'late-accepted'; readonly by: Person | null }
  /** A manager settles it by hand because its outcome stays unknown. */
  | ({ readonly type: 'settled' } & Settlement<SettledAs>)
  /** The gateway reports another outcome than it was settled with. */
  | { readonly type: 'corrected'; readonly payment: GatewayPayment };

/** The outcomes that a payment can be settled with by hand. */
export const SETTLED_AS = ['paid', 'not-paid'] as const;
export type SettledAs = (typeof SETTLED_AS)[number];

/** How far a cancel has got: the gateway may refuse once the customer has seen the code. */
export type Cancelling = 'no' | 'asked-by-cashier' | 'asked-by-deadline' | 'accepted' | 'refused';

export interface Facts extends Intent {
  /** Epoch ms of the intent. */
  readonly startedAt: number;
  readonly changedAt: number;
  readonly cancelling: Cancelling;
  /** Null until the gateway has reported it. */
  readonly gateway: GatewayPayment | null;
  /** Left out unless it was settled by hand. */
  readonly byHand?: ByHand<SettledAs>;
}

export type Payment =
  /** It is on disk and may be on the wire. Our turn: send it and wait for the answer. */
  | (Facts & { readonly state: 'sending' })
  /** The customer may or may not be able to pay it. Our turn: look it up, and never charge again meanwhile. */
  | (Facts & OutcomeUnknown)
  /** The gateway has it and the code can be scanned. The customer's turn. */
  | (Facts & { readonly state: 'open'; readonly gateway: GatewayPayment })
  /** The wallet is processing it. The customer's or the provider's turn. */
  | (Facts & { readonly state: 'pending'; readonly gateway: GatewayPayment })
  /**
   * The gateway, or a manager in its place, says that the customer has paid. Nothing is left to do, unless the payment
   * is `late` (it had ended here before) or was taken in another amount or currency (`amountMismatch`): then a person
   * decides. `lateAccepted`: they accepted it as a sale.
   */
  | (Facts & {
      readonly state: 'paid';
      readonly late: boolean;
      readonly lateAccepted: boolean;
    })
  /** Nothing was taken. All three may still be paid late, so the till watches them. */
  | (Facts & { readonly state: 'cancelled' | 'expired'; readonly gateway: GatewayPayment })
  | (Facts & { readonly state: 'failed'; readonly failure: Failure; readonly reasons: readonly Reason[] });

export const isFinal = (payment: Payment): boolean => {
  switch (payment.state) {
    case 'sending':
    case 'unknown':
    case 'open':
    case 'pending':
      return false;
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
      return true;
    default:
      return payment satisfies never;
  }
};

/** The money that the gateway reports as taken; null while it reports no success. */
export const reportedTaken = ({ gateway }: Pick<Payment, 'gateway'>): Money | null =>
  gateway !== null && meaningOf(gateway.statusId) === 'paid' ? gateway : null;

/** The money taken: as the gateway reports it or, until it does, as a manager has settled it; null if none was. */
export const taken = (payment: Payment): Money | null =>
  reportedTaken(payment) ?? (payment.state === 'paid' ? payment : null);

/** The money taken, if it differs from what was charged; null if nothing was taken or the two agree. */
export const amountMismatch = (payment: Payment): Money | null => {
  const money = taken(payment);
  return money && isSameMoney(money, payment) ? null : money;
};

/** The amount of a payment in every sum, report and receipt: what was taken, else what was charged. */
export const moneyOf = (payment: Payment): Money => amountMismatch(payment) ?? payment;

/** When the customer's code stops being payable, as far as this station knows; epoch ms. */
export const expiresAt = (payment: Payment): number =>
  payment.startedAt + payment.terminal.tokenLifetime * 60_000;

/**
 * Whether it was settled as paid and the gateway reports that it was not. The goods may be gone without any money, so
 * it stays unsettled until a person has seen it.
 */
export const isCorrectedAsUnpaid = (payment: Payment): boolean =>
  payment.state !== 'paid' && payment.byHand?.outcome === 'paid' && payment.byHand.verdict === 'corrected';

/** Paid late, or in another amount or currency than was charged. */
export const isLateOrMismatched = (payment: Payment): payment is Payment & { state: 'paid' } =>
  payment.state === 'paid' && (payment.late || amountMismatch(payment) !== null);

/** Late or mismatched, or corrected as not paid, and nobody has accepted it yet. */
export const isUnsettled = (payment: Payment): boolean =>
  isLateOrMismatched(payment) ? !payment.lateAccepted : isCorrectedAsUnpaid(payment);

/** Whether it was imported from the gateway. Its RequestId was lost with the rows. */
export const wasImported = ({ requestId }: Payment): boolean => requestId === '';

/**
 * What goes into the QR code: the provider's own code if the gateway supplies it, else the address of the hosted page.
 * The vendor's only complete Alipay POS example has an empty QRCodeURL.
 */
export const codeOf = (payment: Payment): string | null =>
  payment.state === 'open' && payment.cancelling === 'no'
    ? (payment.gateway.qrCodeUrl ?? payment.gateway.redirectUrl)
    : null;
