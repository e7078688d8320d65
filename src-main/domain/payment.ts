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
import type { GatewayPayment, Reason } from './gateway-payment.ts';
import { meaningOf } from './gateway-payment.ts';
import type { Environment } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Fixed before the first byte leaves and the same for every sending of this payment. */
export interface Intent {
  readonly reference: string;
  /** Sent as the RequestId header with every sending (SDK-NET IdempotencyExtensions.cs). */
  readonly requestId: string;
  readonly amount: number;
  readonly currency: string;
  /** The shop's own number for the sale, or ''. */
  readonly orderReference: string;
  readonly environment: Environment;
  readonly siteId: string;
  readonly terminal: Terminal;
}

export type Doubt =
  'no-answer' | 'server-fault' | 'malformed' | 'wrong-echo' | 'duplicate' | 'interrupted' | 'unknown-status';

export type Failure = 'declined' | 'rejected' | 'credentials-refused' | 'not-sent' | 'never-arrived';

/** What the world tells a payment; in the past tense, each written to the journal before anybody sees its effect. */
export type PaymentEvent =
  | { readonly type: 'intended'; readonly intent: Intent }
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
  | { readonly type: 'cancel-asked'; readonly by: 'cashier' | 'deadline' }
  | {
      readonly type: 'cancel-answered';
      readonly answer: 'accepted' | 'refused';
      readonly reasons: readonly Reason[];
    };

/** How far giving up has come: the gateway may refuse once the customer has seen the code. */
export type Cancelling = 'no' | 'asked-by-cashier' | 'asked-by-deadline' | 'accepted' | 'refused';

interface Facts extends Intent {
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
  /** The money is the shop's; nobody acts. `late` when it came after we had given the payment up. */
  | (Facts & { readonly state: 'paid'; readonly gateway: GatewayPayment; readonly late: boolean })
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

/** When the customer's code stops being payable, as far as this station knows; epoch ms. */
export const expiresAt = (payment: Payment): number =>
  payment.startedAt + payment.terminal.tokenLifetime * 60_000;

/**
 * What goes into the QR code: the provider's own code where the gateway hands it over, else the hosted page.
 * Alipay POS answers an empty QRCodeURL in the only complete example there is.
 */
export const codeOf = (payment: Payment): string | null =>
  payment.state === 'open' && payment.cancelling === 'no'
    ? (payment.gateway.qrCodeUrl ?? payment.gateway.redirectUrl)
    : null;

/** Whether the gateway's payment is the one we asked for. */
const echoes = (payment: Payment, told: GatewayPayment): boolean =>
  told.reference === payment.reference &&
  told.amount === payment.amount &&
  told.currency === payment.currency;

const factsOf = (payment: Payment, at: number): Facts => ({
  reference: payment.reference,
  requestId: payment.requestId,
  amount: payment.amount,
  currency: payment.currency,
  orderReference: payment.orderReference,
  environment: payment.environment,
  siteId: payment.siteId,
  terminal: payment.terminal,
  startedAt: payment.startedAt,
  changedAt: at,
  cancelling: payment.cancelling,
  gateway: payment.gateway,
});

const doubtful = (payment: Payment, doubt: Doubt, at: number, gateway = payment.gateway): Payment => ({
  ...factsOf(payment, at),
  gateway,
  state: 'unknown',
  doubt,
  misses: 0,
  firstMissAt: null,
});

/** Later answers may leave out what an earlier one carried (list records have no addresses). */
const merged = (payment: Payment, told: GatewayPayment): GatewayPayment => ({
  ...told,
  redirectUrl: told.redirectUrl ?? payment.gateway?.redirectUrl ?? null,
  qrCodeUrl: told.qrCodeUrl ?? payment.gateway?.qrCodeUrl ?? null,
  methodTransactionId: told.methodTransactionId ?? payment.gateway?.methodTransactionId ?? null,
});

/**
 * The gateway told of another amount, currency or reference than ours. An end without money is believed; anything
 * else stays in doubt, and a payment under another reference is not ours to remember, poll or cancel.
 */
const mistold = (payment: Payment, news: GatewayPayment, at: number): Payment | undefined => {
  const ours = news.reference === payment.reference ? merged(payment, news) : payment.gateway;
  const meaning = meaningOf(news.statusId);
  if (ours && ours.statusId === news.statusId && (meaning === 'cancelled' || meaning === 'expired')) {
    return { ...factsOf(payment, at), gateway: ours, state: meaning };
  }
  const known = payment.state === 'unknown' && payment.doubt === 'wrong-echo';
  return known && payment.gateway?.statusId === ours?.statusId
    ? undefined
    : doubtful(payment, 'wrong-echo', at, ours);
};

/** The payment after the gateway has told its status; undefined when that changes nothing. */
const told = (payment: Payment, news: GatewayPayment, at: number): Payment | undefined => {
  const gateway = merged(payment, news);
  const facts = { ...factsOf(payment, at), gateway };
  const meaning = meaningOf(news.statusId);
  if (isFinal(payment)) {
    const late = meaning === 'paid' && payment.state !== 'paid' && payment.gateway !== null;
    return late && echoes(payment, news) ? { ...facts, state: 'paid', late } : undefined;
  }
  if (!echoes(payment, news)) return mistold(payment, news, at);
  switch (meaning) {
    case 'open':
      return payment.state === 'pending' || payment.state === 'open'
        ? undefined
        : { ...facts, state: 'open' };
    case 'pending':
      return payment.state === 'pending' && payment.gateway.statusId === news.statusId
        ? undefined
        : { ...facts, state: 'pending' };
    case 'paid':
      return { ...facts, state: 'paid', late: false };
    case 'cancelled':
    case 'expired':
      return { ...facts, state: meaning };
    case 'failed':
      return { ...facts, state: 'failed', failure: 'declined', reasons: news.reasons };
    case 'unknown':
      return payment.state === 'unknown' && payment.gateway?.statusId === news.statusId
        ? undefined
        : doubtful(payment, 'unknown-status', at, gateway);
    default:
      return meaning satisfies never;
  }
};

const begin = (intent: Intent, at: number): Payment => ({
  ...intent,
  startedAt: at,
  changedAt: at,
  cancelling: 'no',
  gateway: null,
  state: 'sending',
});

const missed = (payment: Payment, at: number): Payment | undefined =>
  payment.state === 'unknown' && payment.gateway === null
    ? { ...payment, changedAt: at, misses: payment.misses + 1, firstMissAt: payment.firstMissAt ?? at }
    : undefined;

const refused = (payment: Payment, event: PaymentEvent & { type: 'refused' }, at: number): Payment => ({
  ...factsOf(payment, at),
  gateway: event.payment,
  state: 'failed',
  failure: event.failure,
  reasons: event.reasons,
});

const cancelAnswered = (payment: Payment, answer: 'accepted' | 'refused', at: number): Payment | undefined =>
  isFinal(payment) || payment.cancelling === 'no'
    ? undefined
    : { ...payment, changedAt: at, cancelling: answer };

/**
 * The payment after an event: pure and total. Undefined means the event does not apply here and nothing happened;
 * only `intended` applies to a payment that is not there yet, and it applies to no other.
 */
export const advance = (
  payment: Payment | undefined,
  event: PaymentEvent,
  at: number,
): Payment | undefined => {
  if (!payment) return event.type === 'intended' ? begin(event.intent, at) : undefined;
  switch (event.type) {
    case 'intended':
      return undefined;
    case 'created':
      return payment.state === 'sending' ? told(payment, event.payment, at) : undefined;
    case 'observed':
      return payment.state === 'sending' ? undefined : told(payment, event.payment, at);
    case 'refused':
      return payment.state === 'sending' || (payment.state === 'unknown' && event.failure === 'never-arrived')
        ? refused(payment, event, at)
        : undefined;
    case 'doubted':
      return payment.state === 'sending' ? doubtful(payment, event.doubt, at) : undefined;
    case 'missed':
      return missed(payment, at);
    case 'resent':
      return payment.state === 'unknown' && payment.gateway === null
        ? { ...factsOf(payment, at), state: 'sending' }
        : undefined;
    case 'cancel-asked':
      return isFinal(payment) || payment.cancelling !== 'no'
        ? undefined
        : { ...payment, changedAt: at, cancelling: `asked-by-${event.by}` };
    case 'cancel-answered':
      return cancelAnswered(payment, event.answer, at);
    default:
      return event satisfies never;
  }
};
