/**
 * The life of one payment.
 *
 *   intended ──▶ sending ──▶ open ──▶ pending ──▶ paid
 *                  │  ▲       │          │          ▲
 *                  │  │       └────┬─────┘          │ late success: the only way out of an end
 *                  ▼  │            ▼                │
 *                unknown ──▶ cancelled · failed · expired
 *
 * unknown leads to every state the gateway names, and back to sending once it is proven that nothing arrived.
 */
import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Environment } from '#domain/shop/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Terminal } from '#domain/shop/terminal.ts';

/** Fixed before the first byte leaves and the same for every sending of this payment. */
export interface Intent {
  readonly reference: string;
  /** Sent as the RequestId header with every sending (SDK-NET IdempotencyExtensions.cs); '' where it was put back. */
  readonly requestId: string;
  readonly amount: number;
  readonly currency: string;
  /** The shop's own number for the sale, or ''. */
  readonly orderReference: string;
  readonly environment: Environment;
  readonly siteId: string;
  readonly terminal: Terminal;
  /** Who charged it; null where nobody was signed in, and for a payment found at the gateway. */
  readonly cashier: Person | null;
}

export type Doubt =
  'no-answer' | 'server-fault' | 'malformed' | 'wrong-echo' | 'duplicate' | 'interrupted' | 'unknown-status';

export type Failure = 'declined' | 'rejected' | 'credentials-refused' | 'not-sent' | 'never-arrived';

/** What the world tells a payment; in the past tense, each written to the journal before anybody sees its effect. */
export type PaymentEvent =
  | { readonly type: 'intended'; readonly intent: Intent }
  /** The gateway has it and this journal does not: put back after the journal's end was lost. */
  | { readonly type: 'found'; readonly intent: Intent; readonly payment: GatewayPayment }
  | { readonly type: 'resent' }
  | { readonly type: 'created'; readonly payment: GatewayPayment }
  | {
      readonly type: 'refused';
      readonly failure: Exclude<Failure, 'declined'>;
      readonly reasons: readonly Reason[];
      /** A rejected request still gets a payment ID of the gateway's (vendor's Alipay POS page, 400 example). */
      readonly payment: GatewayPayment | null;
    }
  | { readonly type: 'doubted'; readonly doubt: Doubt; readonly reasons: readonly Reason[] }
  | { readonly type: 'missed' }
  | { readonly type: 'observed'; readonly payment: GatewayPayment }
  /** `person` is who stood at the till; null for the deadline, and in journals that were written before they kept it. */
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
  /** A person has seen that the money came late, or is not what was asked for, and takes it as a sale. */
  | { readonly type: 'late-accepted'; readonly by: Person | null };

/** How far giving up has come: the gateway may refuse once the customer has seen the code. */
export type Cancelling = 'no' | 'asked-by-cashier' | 'asked-by-deadline' | 'accepted' | 'refused';

export interface Facts extends Intent {
  /** Epoch ms of the intent. */
  readonly startedAt: number;
  readonly changedAt: number;
  readonly cancelling: Cancelling;
  /** Null until the gateway has told of it. */
  readonly gateway: GatewayPayment | null;
}

export type Payment =
  /** It is on disk and may be on the wire; we act: send it and hear the answer. */
  | (Facts & { readonly state: 'sending' })
  /** Nobody here knows whether the customer can pay it; we act: look it up, never charge again meanwhile. */
  | (Facts & {
      readonly state: 'unknown';
      readonly doubt: Doubt;
      /** Times the gateway said it has no such payment, and when it first did. */
      readonly misses: number;
      readonly firstMissAt: number | null;
    })
  /** The gateway has it and the code can be scanned; the customer acts. */
  | (Facts & { readonly state: 'open'; readonly gateway: GatewayPayment })
  /** The wallet is at work; the customer or the provider acts. */
  | (Facts & { readonly state: 'pending'; readonly gateway: GatewayPayment })
  /**
   * The money is the shop's. Nobody acts, unless it came `late`, after we had given the payment up, or is another
   * amount or currency than was asked for, `amountMismatch`: then a person must say what becomes of it. `lateAccepted`
   * says that they took it as a sale.
   */
  | (Facts & {
      readonly state: 'paid';
      readonly gateway: GatewayPayment;
      readonly late: boolean;
      readonly lateAccepted: boolean;
    })
  /** Nothing was taken; a late success may still overtake each of these three, so we watch. */
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

/** Hundredths of a currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What the gateway says it took; null while it tells of no success. */
export const taken = ({ gateway }: Payment): Money | null =>
  gateway !== null && meaningOf(gateway.statusId) === 'paid' ? gateway : null;

/** What the gateway took where that is not what was asked for; null where nothing was taken or all is well. */
export const amountMismatch = (payment: Payment): Money | null => {
  const money = taken(payment);
  const asAsked = money?.amount === payment.amount && money.currency === payment.currency;
  return asAsked ? null : money;
};

/** When the customer's code stops being payable, as far as this station knows; epoch ms. */
export const expiresAt = (payment: Payment): number =>
  payment.startedAt + payment.terminal.tokenLifetime * 60_000;

/** Money came after the till had given the payment up, or is not what was asked for: no sale like any other. */
export const isLateOrMismatched = (payment: Payment): payment is Payment & { state: 'paid' } =>
  payment.state === 'paid' && (payment.late || amountMismatch(payment) !== null);

/** The same, and nobody has said yet what becomes of it. */
export const isUnsettled = (payment: Payment): payment is Payment & { state: 'paid' } =>
  isLateOrMismatched(payment) && !payment.lateAccepted;

/** Whether it was put back from the gateway's list: only the lost journal knew the RequestId. */
export const wasImported = ({ requestId }: Payment): boolean => requestId === '';

/**
 * What goes into the QR code: the provider's own code where the gateway hands it over, else the hosted page.
 * Alipay POS answers an empty QRCodeURL in the only complete example there is.
 */
export const codeOf = (payment: Payment): string | null =>
  payment.state === 'open' && payment.cancelling === 'no'
    ? (payment.gateway.qrCodeUrl ?? payment.gateway.redirectUrl)
    : null;
