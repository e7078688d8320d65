/** What the journal's rows of refunds must hold, checked whenever one is written or read. */
import { z } from 'zod';
import type { GatewayRefund, Refund, RefundEvent, RefundIntent } from '#domain/refund/refund.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { REFUND_REASONS, REFUND_SETTLED_AS } from '#domain/refund/refund.ts';
import { person } from '#domain/staff/person-schema.ts';
import { byHand, settlement } from './by-hand-rows.ts';
import { FAILURES, REFUSALS } from '#domain/story/outcome.ts';
import { doubt, reasons } from './payment-rows.ts';
import type { EventPayloads } from './compact-state.ts';
import { compactState, expandState } from './compact-state.ts';

const gatewayRefund = z.strictObject({
  id: z.string(),
  reference: z.string(),
  paymentId: z.string(),
  amount: z.number(),
  currency: z.string().nullable(),
  statusId: z.number(),
  reasons,
  createdAt: z.number().nullable(),
}) satisfies z.ZodType<GatewayRefund>;

const intent = z.strictObject({
  reference: z.string(),
  requestId: z.string(),
  paymentReference: z.string(),
  paymentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  reason: z.enum(REFUND_REASONS),
  note: z.string(),
  askedBy: person.nullable(),
  approvedBy: person.nullable(),
}) satisfies z.ZodType<RefundIntent>;

export const refundEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('refund-intended'), intent }),
  z.strictObject({ type: z.literal('refund-found'), intent, refund: gatewayRefund }),
  z.strictObject({ type: z.literal('refund-resent') }),
  z.strictObject({ type: z.literal('refund-created'), refund: gatewayRefund }),
  z.strictObject({ type: z.literal('refund-refused'), failure: z.enum(REFUSALS), reasons }),
  z.strictObject({ type: z.literal('refund-doubted'), doubt, reasons }),
  z.strictObject({ type: z.literal('refund-missed') }),
  z.strictObject({ type: z.literal('refund-observed'), refund: gatewayRefund }),
  z.strictObject({ type: z.literal('refund-settled'), ...settlement(REFUND_SETTLED_AS) }),
  z.strictObject({ type: z.literal('refund-corrected'), refund: gatewayRefund }),
]) satisfies z.ZodType<RefundEvent>;

const facts = intent.extend({
  startedAt: z.int(),
  changedAt: z.int(),
  gateway: gatewayRefund.nullable(),
  hasFailed: z.literal(true).exactOptional(),
  byHand: byHand(REFUND_SETTLED_AS),
});
const known = facts.extend({ gateway: gatewayRefund });

const refundSchema = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('sending') }),
  facts.extend({ state: z.literal('unknown'), doubt, misses: z.int(), firstMissAt: z.int().nullable() }),
  known.extend({ state: z.literal('requested') }),
  facts.extend({ state: z.literal('refunded') }),
  facts.extend({ state: z.literal('failed'), failure: z.enum(FAILURES), reasons }),
]) satisfies z.ZodType<Refund>;

/** As `writePayment`. */
export const writeRefund = (refund: z.infer<typeof refundSchema>, payloads: EventPayloads | null): string => {
  const whole = refundSchema.parse(refund);
  return canonicalJson(payloads ? compactState(whole, payloads) : whole);
};

/** Throws (SyntaxError, ZodError) if the text is not an event of a refund. */
export const readRefundEvent = (text: string): RefundEvent => refundEvent.parse(JSON.parse(text));

/** As `readPayment`. */
export const readRefund = (text: string, payloads: EventPayloads | null): Refund => {
  const found: unknown = JSON.parse(text);
  return refundSchema.parse(payloads ? expandState(found, payloads) : found);
};
