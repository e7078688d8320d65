import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { kept } from '#domain/story/by-hand.ts';
import type { Facts, Payment } from './payment.ts';

/** What every state of a payment carries over into the next; `at` is epoch ms. */
export const factsOf = (payment: Payment, at: number): Facts => ({
  reference: payment.reference,
  requestId: payment.requestId,
  amount: payment.amount,
  currency: payment.currency,
  orderReference: payment.orderReference,
  ...(payment.note === undefined ? {} : { note: payment.note }),
  environment: payment.environment,
  siteId: payment.siteId,
  terminal: payment.terminal,
  cashier: payment.cashier,
  startedAt: payment.startedAt,
  changedAt: at,
  cancelling: payment.cancelling,
  gateway: payment.gateway,
  ...kept(payment),
});

/** Keeps what a later answer leaves out: records in lists have no addresses. */
export const merged = (payment: Payment, reported: GatewayPayment): GatewayPayment => ({
  ...reported,
  redirectUrl: reported.redirectUrl ?? payment.gateway?.redirectUrl ?? null,
  qrCodeUrl: reported.qrCodeUrl ?? payment.gateway?.qrCodeUrl ?? null,
  methodTransactionId: reported.methodTransactionId ?? payment.gateway?.methodTransactionId ?? null,
});
