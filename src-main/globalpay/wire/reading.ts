/** Reads the body of a successful response (2xx), call by call. */
import { z } from 'zod';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type {
  Answer,
  GatewayMethod,
  PaymentPage,
  RefundList,
  RefundType,
} from '#services/gateway/gateway-port.ts';
import { readRefusal } from './refusal.ts';
import { toMethod, toPage, toPayment, toRefund, toRefundList, toRefundType } from './translate.ts';
import { wireList, wireMethod, wirePayment, wireRefund, wireRefunds, wireRefundTypes } from './wire.ts';

export type Reading<T> = Extract<Answer<T>, { kind: 'ok' | 'rejected' | 'not-found' | 'malformed' }>;

/** `plainHttp`: see `toPayment`. */
export type Reader<T> = (body: unknown, plainHttp: boolean) => Reading<T>;

/** Reads by a schema. A mismatch is reported by its path in the schema, never by its content. */
const reader =
  <W, T>(schema: z.ZodType<W>, translate: (wire: W, plainHttp: boolean) => T): Reader<T> =>
  (body, plainHttp) => {
    const read = schema.safeParse(body);
    if (read.success) return { kind: 'ok', value: translate(read.data, plainHttp) };
    return { kind: 'malformed', detail: `shape ${read.error.issues[0]?.path.join('.') ?? ''}`.trim() };
  };

export const readPayment: Reader<GatewayPayment> = reader(
  z.object({ Payment: wirePayment }),
  (wire, plainHttp) => toPayment(wire.Payment, plainHttp),
);

const readPage: Reader<PaymentPage> = reader(wireList, toPage);

/** null, '', [], {}, or an object of nulls: it has no rows, no row count and no error. */
const nothing = z.union([z.null(), z.literal(''), z.tuple([]), z.record(z.string(), z.null())]);
const isNothing = (body: unknown): boolean => nothing.safeParse(body).success;

/** A failed list may be an envelope with Error or a Payment with Reasons, even with status 200. */
export const readList: Reader<PaymentPage> = (body, plainHttp) => {
  if (isNothing(body)) return { kind: 'not-found' };
  const rejected = readRefusal(body, plainHttp)?.rejected;
  return rejected && rejected.reasons.length > 0 ? rejected : readPage(body, plainHttp);
};

export const readRefund = (paymentId: string): Reader<GatewayRefund> =>
  reader(z.object({ Refund: wireRefund }), (wire) => toRefund(wire.Refund, paymentId));

export const readRefunds = (paymentId: string): Reader<RefundList> => {
  const read = reader(wireRefunds, (wire) => toRefundList(wire, paymentId));
  // `Refunds: null` is a list without refunds, as the vendor's SDKs read it.
  const namesRefunds = z.object({ Refunds: z.unknown() });
  return (body, plainHttp) =>
    isNothing(body) && !namesRefunds.safeParse(body).success ? { kind: 'not-found' } : read(body, plainHttp);
};

export const readRefundTypes: Reader<readonly RefundType[]> = reader(wireRefundTypes, (wire) =>
  wire.RefundTypes.map(toRefundType),
);

export const readMethod: Reader<GatewayMethod> = reader(z.object({ Method: wireMethod }), (wire) =>
  toMethod(wire.Method),
);
