/** Every API call: what is sent and how the answer is read. */
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type {
  GatewayMethod,
  PaymentFilter,
  PaymentPage,
  RefundList,
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
import type { Refusal } from '#globalpay/wire/refusal.ts';
import { isCredibleRefundRefusal, isCredibleRefusal } from '#globalpay/wire/refusal.ts';
import { ALIPAY, listQuery, paymentBody, refundBody } from './request.ts';

export interface ApiCall<T> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: object | null;
  /** Idempotency key; only calls that move money have one, and they get the longer timeout. */
  readonly requestId: string | null;
  readonly read: Reader<T>;
  /** See `AnswerRules`; only lists have it. */
  readonly noContent: T | undefined;
  readonly isCredible: (refusal: Refusal) => boolean;
}

const pathOf = (...parts: readonly string[]): string => `/v1/${parts.map(encodeURIComponent).join('/')}`;

const get = <T>(path: string, read: Reader<T>, noContent?: T): ApiCall<T> => ({
  method: 'GET',
  path,
  body: null,
  requestId: null,
  read,
  noContent,
  isCredible: () => true,
});

export const createPayment = (intent: Intent): ApiCall<GatewayPayment> => ({
  ...get(pathOf('payments'), readPayment),
  method: 'POST',
  body: paymentBody(intent),
  requestId: intent.requestId,
  isCredible: (refusal) => isCredibleRefusal(refusal, intent.reference),
});

export const getPayment = (id: string): ApiCall<GatewayPayment> => get(pathOf('payments', id), readPayment);

const NO_PAYMENTS: PaymentPage = { payments: [], unread: [], pageIndex: 1, totalPages: 0, totalCount: 0 };

export const listPayments = (filter: PaymentFilter): ApiCall<PaymentPage> =>
  get(`${pathOf('payments')}${listQuery(filter)}`, readList, NO_PAYMENTS);

export const cancelPayment = (id: string): ApiCall<GatewayPayment> => ({
  ...get(pathOf('payments', id, 'cancel'), readPayment),
  method: 'POST',
});

export const createRefund = (request: RefundRequest): ApiCall<GatewayRefund> => ({
  ...get(pathOf('payments', request.paymentId, 'refunds'), readRefund(request.paymentId)),
  method: 'POST',
  body: refundBody(request),
  requestId: request.requestId,
  isCredible: (refusal) => isCredibleRefundRefusal(refusal, request.reference),
});

const NO_REFUNDS: RefundList = { refunds: [], unread: [] };

export const listRefunds = (paymentId: string): ApiCall<RefundList> =>
  get(pathOf('payments', paymentId, 'refunds'), readRefunds(paymentId), NO_REFUNDS);

export const getRefund = (paymentId: string, refundId: string): ApiCall<GatewayRefund> =>
  get(pathOf('payments', paymentId, 'refunds', refundId), readRefund(paymentId));

export const listRefundTypes = (paymentId: string): ApiCall<readonly RefundType[]> =>
  get(pathOf('payments', paymentId, 'refunds', 'types'), readRefundTypes, []);

export const getMethod = (): ApiCall<GatewayMethod> => get(pathOf('methods', String(ALIPAY)), readMethod);
