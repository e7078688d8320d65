/** The shapes of a refusal: vendor's Alipay POS page (400), SDK-NET InvalidRefundTests, SDK-PHP Generic_Error. */
import { z } from 'zod';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import { refundMeaningOf } from '#domain/refund/refund-facts.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { kept } from './kept-text.ts';
import { toPayment, toReasons } from './translate.ts';
import { count, wirePayment, wireReasons } from './wire.ts';

export type Rejected = Extract<Answer<never>, { kind: 'rejected' }>;

/** What a refusal says of the payment or refund in its body, which often cannot be read whole. */
interface Subject {
  /** Null if it has none: then nothing was created. */
  readonly statusId: number | null;
  /** '' if it does not say. */
  readonly reference: string;
}

export interface Refusal {
  readonly rejected: Rejected;
  /** Null if its body has none. */
  readonly payment: Subject | null;
  readonly refund: Subject | null;
}

const noReasons = { Status: { ID: null, Reasons: [] }, Reasons: [] };

/** Reasons are under Status; Reasons beside it are read as well. */
const refusedObject = z
  .object({
    MerchantTransactionID: z.string().catch(''),
    Status: z
      .object({ ID: count.nullable().catch(null), Reasons: wireReasons })
      .catch({ ID: null, Reasons: [] }),
    Reasons: wireReasons,
  })
  .nullable()
  .catch(null);

/** Error comes with a refused list; Message is the web framework's, e.g. for a wrong route. */
const text = z
  .string()
  .catch('')
  .transform((info) => kept(info, 500));

const refusedBody = z.object({
  Payment: refusedObject,
  Refund: refusedObject,
  Reasons: wireReasons,
  Error: text,
  Message: text,
});

const subjectOf = (object: z.infer<typeof refusedObject>): Subject | null =>
  object && { statusId: object.Status.ID, reference: object.MerchantTransactionID };

/**
 * The refusal in a body: its reasons, and the payment if it has an ID and a reference (a 400 allocates an ID).
 * Undefined if the body is not a refusal.
 */
export const readRefusal = (body: unknown, plainHttp: boolean): Refusal | undefined => {
  const read = refusedBody.safeParse(body);
  if (!read.success) return undefined;
  const { Payment, Refund, Reasons, Error, Message } = read.data;
  const objects = [Payment ?? noReasons, Refund ?? noReasons];
  const listed = [...objects.flatMap((object) => [...object.Status.Reasons, ...object.Reasons]), ...Reasons];
  const sentences = [Error, Message].filter((info) => info !== '').map((Info) => ({ Code: null, Info }));
  const reasons = toReasons([...listed, ...sentences]);
  if (reasons.length === 0 && !Payment && !Refund) return undefined;
  const payment = z.object({ Payment: wirePayment }).safeParse(body);
  return {
    rejected: {
      kind: 'rejected',
      reasons,
      payment: payment.success ? toPayment(payment.data.Payment, plainHttp) : null,
    },
    payment: subjectOf(Payment),
    refund: subjectOf(Refund),
  };
};

const isAbout = ({ reference }: Subject, ours: string): boolean => reference === '' || reference === ours;

/**
 * Whether a refusal of a create is definite. A refusal about another payment, or one the customer can still pay, is
 * not; treating it as definite could charge the customer twice.
 */
export const isCredibleRefusal = ({ payment }: Refusal, reference: string): boolean => {
  if (!payment) return true;
  const meaning = payment.statusId === null ? 'failed' : meaningOf(payment.statusId);
  const isEnd = meaning === 'failed' || meaning === 'cancelled' || meaning === 'expired';
  return isAbout(payment, reference) && isEnd;
};

/** The same of a refund: one that still runs, or has refunded, was not refused, whatever else the answer says. */
export const isCredibleRefundRefusal = ({ refund }: Refusal, reference: string): boolean => {
  if (!refund) return true;
  const isEnd = refund.statusId === null || refundMeaningOf(refund.statusId) === 'failed';
  return isAbout(refund, reference) && isEnd;
};
