/** What the journal's rows of payments must hold, checked whenever one is written or read. */
import { z } from 'zod';
import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import type { Intent, Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { SETTLED_AS } from '#domain/payment/payment.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { person } from '#domain/staff/person-schema.ts';
import { DOUBTS, FAILURES, REFUSALS } from '#domain/story/outcome.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { byHand, settlement } from './by-hand-rows.ts';
import type { EventPayloads } from './compact-state.ts';
import { compactState, expandState } from './compact-state.ts';

export const reasons = z
  .array(z.strictObject({ code: z.number().nullable(), info: z.string() }) satisfies z.ZodType<Reason>)
  .readonly();

const gatewayPayment = z.strictObject({
  id: z.string(),
  reference: z.string(),
  amount: z.number(),
  currency: z.string(),
  statusId: z.number(),
  reasons,
  redirectUrl: z.string().nullable(),
  qrCodeUrl: z.string().nullable(),
  methodTransactionId: z.string().nullable(),
  createdAt: z.number().nullable(),
}) satisfies z.ZodType<GatewayPayment>;

const terminal = z.strictObject({
  storeName: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  country: z.string(),
  currency: z.string(),
  email: z.string(),
  returnUrl: z.string(),
  tokenLifetime: z.number(),
}) satisfies z.ZodType<Terminal>;

const intent = z.strictObject({
  reference: z.string(),
  requestId: z.string(),
  amount: z.int(),
  currency: z.string(),
  orderReference: z.string(),
  note: z.string().exactOptional(),
  environment: z.enum(ENVIRONMENTS),
  siteId: z.string(),
  terminal,
  /** Missing in rows from before there was a staff list. */
  cashier: person.nullable().default(null),
}) satisfies z.ZodType<Intent>;

export const doubt = z.enum(DOUBTS);

export const paymentEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('intended'), intent }),
  z.strictObject({ type: z.literal('found'), intent, payment: gatewayPayment }),
  z.strictObject({ type: z.literal('resent') }),
  z.strictObject({ type: z.literal('created'), payment: gatewayPayment }),
  z.strictObject({
    type: z.literal('refused'),
    failure: z.enum(REFUSALS),
    reasons,
    payment: gatewayPayment.nullable(),
  }),
  z.strictObject({ type: z.literal('doubted'), doubt, reasons }),
  z.strictObject({ type: z.literal('missed') }),
  z.strictObject({ type: z.literal('observed'), payment: gatewayPayment }),
  z.strictObject({
    type: z.literal('cancel-asked'),
    by: z.enum(['cashier', 'deadline']),
    person: person.nullable().default(null),
  }),
  z.strictObject({ type: z.literal('cancel-answered'), answer: z.enum(['accepted', 'refused']), reasons }),
  /** Null in rows from before there was a staff list. */
  z.strictObject({ type: z.literal('late-accepted'), by: person.nullable().default(null) }),
  z.strictObject({ type: z.literal('settled'), ...settlement(SETTLED_AS) }),
  z.strictObject({ type: z.literal('corrected'), payment: gatewayPayment }),
]) satisfies z.ZodType<PaymentEvent>;

const facts = intent.extend({
  startedAt: z.int(),
  changedAt: z.int(),
  cancelling: z.enum(['no', 'asked-by-cashier', 'asked-by-deadline', 'accepted', 'refused']),
  gateway: gatewayPayment.nullable(),
  byHand: byHand(SETTLED_AS),
});
const known = facts.extend({ gateway: gatewayPayment });

const paymentSchema = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('sending') }),
  facts.extend({ state: z.literal('unknown'), doubt, misses: z.int(), firstMissAt: z.int().nullable() }),
  known.extend({ state: z.literal('open') }),
  known.extend({ state: z.literal('pending') }),
  facts.extend({ state: z.literal('paid'), late: z.boolean(), lateAccepted: z.boolean() }),
  known.extend({ state: z.enum(['cancelled', 'expired']) }),
  facts.extend({ state: z.literal('failed'), failure: z.enum(FAILURES), reasons }),
]) satisfies z.ZodType<Payment>;

/**
 * `satisfies` above rejects a schema with more than the domain has. The writer below takes the schema's type and
 * callers pass the domain's, so a state or field missing from the schema does not compile.
 */

/**
 * The payment as canonical JSON, without what its events in `payloads` repeat; throws (ZodError) if it could not be read
 * back.
 */
export const writePayment = (
  payment: z.infer<typeof paymentSchema>,
  payloads: EventPayloads | null,
): string => {
  const whole = paymentSchema.parse(payment);
  return canonicalJson(payloads ? compactState(whole, payloads) : whole);
};

/** Throws (SyntaxError, ZodError) if the text is not an event of a payment. */
export const readPaymentEvent = (text: string): PaymentEvent => paymentEvent.parse(JSON.parse(text));

/** Throws (SyntaxError, ZodError) if the text, completed from its events, is not a payment. */
export const readPayment = (text: string, payloads: EventPayloads | null): Payment => {
  const found: unknown = JSON.parse(text);
  return paymentSchema.parse(payloads ? expandState(found, payloads) : found);
};
