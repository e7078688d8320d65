/** The payment gateway, as the services use it. Interfaces only. */
import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import type { Hundredths } from '#domain/money.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { GatewayEnvironment } from '#domain/shop/environment.ts';

/**
 * How the gateway answered a call. Everything that a network and a gateway can do is a value. `detail` is for the log
 * and never contains a secret.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** A definite no: the gateway understood and refused. */
  | {
      readonly kind: 'rejected';
      readonly reasons: readonly Reason[];
      /** The payment in the body of the refusal, if there is one. */
      readonly payment: GatewayPayment | null;
    }
  | { readonly kind: 'credentials-refused' }
  /** 404, or a list answered with nothing at all, such as {}. */
  | { readonly kind: 'not-found' }
  /** Certainly not sent: no connection was made. `detail` is a short code, such as ECONNREFUSED. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** Perhaps sent: before an answer came, the connection broke or the call timed out (`timeout`). */
  | { readonly kind: 'no-answer'; readonly detail: string }
  /** 5xx, and 408, 409, 429: the gateway could not decide; `retryAfterMs` if it sent Retry-After. */
  | { readonly kind: 'server-fault'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'malformed'; readonly detail: string };

export interface PaymentFilter {
  readonly merchantTransactionId?: string;
  /** Epoch ms, both ends included. */
  readonly startAt?: number;
  readonly endAt?: number;
  readonly pageSize?: number;
  /** 1-based. */
  readonly pageIndex?: number;
  readonly sortDirection?: 'asc' | 'desc';
}

/** A row of a list that could not be read, but can be asked for by the gateway's ID. `name`: see `PaymentPage.unread`. */
export interface UnreadRow {
  readonly name: string;
  readonly id: string;
}

export interface PaymentPage {
  readonly payments: readonly GatewayPayment[];
  /** Names of the rows that could not be read: their reference, else the gateway's ID, else ''. */
  readonly unread: readonly string[];
  /** Those of them that have an ID of the gateway's; left out if none has one. */
  readonly unreadRows?: readonly UnreadRow[];
  /** What the gateway says about this page and the whole list; each is null if it does not say. */
  readonly pageIndex: number | null;
  readonly totalPages: number | null;
  readonly totalCount: number | null;
}

/** All refunds of a payment: the list is not paged. */
export interface RefundList {
  readonly refunds: readonly GatewayRefund[];
  /** See `PaymentPage`, also for `unreadRows`. */
  readonly unread: readonly string[];
  readonly unreadRows?: readonly UnreadRow[];
}

export interface RefundType {
  readonly allowsPartial: boolean;
  /** Whether it needs details such as the customer's bank account, which this till never asks for. */
  readonly needsDetails: boolean;
}

export interface GatewayMethod {
  readonly currencies: readonly string[];
}

export interface RefundRequest {
  readonly paymentId: string;
  readonly reference: string;
  readonly requestId: string;
  readonly amount: Hundredths;
  readonly description: string;
}

/** The payment gateway. Ids are the gateway's own, never our references. */
export interface Gateway {
  create(intent: Intent): Promise<Answer<GatewayPayment>>;
  get(id: string): Promise<Answer<GatewayPayment>>;
  list(filter: PaymentFilter): Promise<Answer<PaymentPage>>;
  cancel(id: string): Promise<Answer<GatewayPayment>>;
  createRefund(request: RefundRequest): Promise<Answer<GatewayRefund>>;
  listRefunds(paymentId: string): Promise<Answer<RefundList>>;
  getRefund(paymentId: string, refundId: string): Promise<Answer<GatewayRefund>>;
  refundTypes(paymentId: string): Promise<Answer<readonly RefundType[]>>;
  /** Method 24, Alipay: the currencies it accepts. */
  method(): Promise<Answer<GatewayMethod>>;
  close(): Promise<void>;
}

/** Opens a gateway to check credentials that are not in use yet. `onSkew`: see `clockSkew`; null without a date. */
export type OpenGateway = (
  environment: GatewayEnvironment,
  siteId: string,
  apiKey: string,
  onSkew?: (skewMs: number | null) => void,
) => Gateway;

/** How far a connection to the gateway got, before any call. */
export interface Reach {
  readonly host: string;
  /** Whether it went through a proxy, which then looks up the host. */
  readonly byProxy: boolean;
  /** Whether the host was found; null if the proxy looks it up. */
  readonly found: boolean | null;
  /** Undefined if no connection was made; then `detail` says why, as in `Answer`. */
  readonly secure: { readonly protocol: string; readonly validUntil: number } | undefined;
  readonly detail: string;
}

/** Connects to the gateway of an environment, sends nothing and disconnects. Never rejects. */
export type ReachGateway = (environment: GatewayEnvironment) => Promise<Reach>;
