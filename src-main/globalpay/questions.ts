/** Every call to the API: what is asked and how the answer is read. */
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type {
  GatewayMethod,
  PaymentFilter,
  PaymentPage,
  RefundRequest,
  RefundType,
} from '#services/gateway/gateway-port.ts';
import type { Reader } from '#globalpay/wire/reading.ts';
import {
  readList,
  readMethod,
  readPayment,
  readRefund,
  readRefunds,
  readRefundTypes,
} from '#globalpay/wire/reading.ts';
import type { Rejected } from '#globalpay/wire/refusal.ts';
import { isBelievableNo } from '#globalpay/wire/refusal.ts';
import { ALIPAY, listQuery, paymentBody, refundBody } from './request.ts';

export type Call =
  | 'create'
  | 'get'
  | 'list'
  | 'cancel'
  | 'create-refund'
  | 'list-refunds'
  | 'get-refund'
  | 'refund-types'
  | 'method';

export interface Question<T> {
  readonly call: Call;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: object | null;
  /** Idempotency token; only calls that move money carry one, and they get the longer time. */
  readonly requestId: string | null;
  readonly read: Reader<T>;
  /** See `Understanding`; only lists have it. */
  readonly nothing: T | undefined;
  readonly believes: (refusal: Rejected) => boolean;
}

const pathOf = (...parts: readonly string[]): string => `/v1/${parts.map(encodeURIComponent).join('/')}`;

const asked = <T>(call: Call, path: string, read: Reader<T>, nothing?: T): Question<T> => ({
  call,
  method: 'GET',
  path,
  body: null,
  requestId: null,
  read,
  nothing,
  believes: () => true,
});

export const createPayment = (intent: Intent): Question<GatewayPayment> => ({
  ...asked('create', pathOf('payments'), readPayment),
  method: 'POST',
  body: paymentBody(intent),
  requestId: intent.requestId,
  believes: (refusal) => isBelievableNo(refusal, intent.reference),
});

export const getPayment = (id: string): Question<GatewayPayment> =>
  asked('get', pathOf('payments', id), readPayment);

const NO_PAYMENTS: PaymentPage = { payments: [], unread: [], pageIndex: 1, totalPages: 0, totalCount: 0 };

export const listPayments = (filter: PaymentFilter): Question<PaymentPage> =>
  asked('list', `${pathOf('payments')}${listQuery(filter)}`, readList, NO_PAYMENTS);

export const cancelPayment = (id: string): Question<GatewayPayment> => ({
  ...asked('cancel', pathOf('payments', id, 'cancel'), readPayment),
  method: 'POST',
});

export const createRefund = (request: RefundRequest): Question<GatewayRefund> => ({
  ...asked('create-refund', pathOf('payments', request.paymentId, 'refunds'), readRefund(request.paymentId)),
  method: 'POST',
  body: refundBody(request),
  requestId: request.requestId,
});

export const listRefunds = (paymentId: string): Question<readonly GatewayRefund[]> =>
  asked('list-refunds', pathOf('payments', paymentId, 'refunds'), readRefunds(paymentId), []);

export const getRefund = (paymentId: string, refundId: string): Question<GatewayRefund> =>
  asked('get-refund', pathOf('payments', paymentId, 'refunds', refundId), readRefund(paymentId));

export const listRefundTypes = (paymentId: string): Question<readonly RefundType[]> =>
  asked('refund-types', pathOf('payments', paymentId, 'refunds', 'types'), readRefundTypes, []);

export const getMethod = (): Question<GatewayMethod> =>
  asked('method', pathOf('methods', String(ALIPAY)), readMethod);
