/** What screens show of refunds. */
import { z } from 'zod';
import { hundredths } from '#domain/money-schema.ts';
import { REFERENCE_PATTERN } from '#domain/payment/reference.ts';
import { REFUND_REASONS, REFUND_SETTLED_AS } from '#domain/refund/refund.ts';
import { Problem } from '#contract/problem.ts';
import { ByHandView } from '#contract/views.ts';

/** `requested` includes sending: to the shop both mean that the outcome is still to come. */
const RefundStateName = z.enum(['requested', 'refunded', 'failed', 'unknown']);

export const RefundReasonName = z.enum(REFUND_REASONS);
export type RefundReasonName = z.infer<typeof RefundReasonName>;

export const RefundView = z.strictObject({
  reference: z.string(),
  paymentReference: z.string(),
  state: RefundStateName,
  amount: hundredths,
  currency: z.string(),
  /** Epoch ms. */
  startedAt: z.number().int(),
  reason: RefundReasonName,
  note: z.string(),
  /** Names; null for an imported one. */
  askedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  gatewayId: z.string().nullable(),
  problem: Problem.nullable(),
  /** Whether a manager may settle it by hand. */
  settlable: z.boolean(),
  /** Includes the outcome it was settled with; null if the outcome came from the gateway. */
  byHand: ByHandView.extend({ outcome: z.enum(REFUND_SETTLED_AS) }).nullable(),
});
export type RefundView = z.infer<typeof RefundView>;

/** How much of a payment can be refunded now, according to the gateway and the journal. */
export const RefundableView = z.strictObject({
  paymentReference: z.string(),
  currency: z.string(),
  paid: hundredths,
  left: hundredths,
  /** Whether a part of it can be refunded. */
  partial: z.boolean(),
});
export type RefundableView = z.infer<typeof RefundableView>;

export const RefundInput = z.strictObject({
  /** The payment's reference. */
  reference: z.string().regex(REFERENCE_PATTERN),
  /** Hundredths. */
  amount: z.number(),
  /** What was left to refund as the form showed it, or else as the call came: if less is left by now, nothing is refunded. */
  left: z.number().optional(),
  reason: RefundReasonName,
  note: z.string().max(500),
});
export type RefundInput = z.infer<typeof RefundInput>;
