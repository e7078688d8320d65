import { z } from 'zod';
import { SCENARIO_NAMES } from '#simulator/scenarios.ts';

/** Why something failed. Code is a number in this API; one card sample shows text, hence both. */
const reason = z.object({ Code: z.union([z.number(), z.string()]), Info: z.string() });
export type Reason = z.infer<typeof reason>;

const step = z.object({ at: z.number(), statusId: z.number(), reasons: z.array(reason).nullable() });

/** The status from a moment (epoch ms) on; a moment in the future is a plan that may still be dropped. */
export type Step = z.infer<typeof step>;

const fields = z.record(z.string(), z.unknown());

export const paymentRecord = z.object({
  id: z.number(),
  /** 32 upper-case hex digits: the secret half of the PaymentToken. */
  token: z.string(),
  createdAt: z.number(),
  /** When an unpaid payment turns Expired; null for one rejected at creation. */
  expiresAt: z.number().nullable(),
  rejected: z.boolean(),
  /** A scenario this version no longer knows behaves normally. */
  scenario: z.enum(SCENARIO_NAMES).catch('waits'),
  requestId: z.string().nullable(),
  reference: z.string().nullable(),
  /** The Payment object exactly as it was sent. */
  request: fields,
  steps: z.array(step),
});
export type PaymentRecord = Readonly<z.infer<typeof paymentRecord>>;

export const refundRecord = z.object({
  id: z.number(),
  paymentId: z.number(),
  createdAt: z.number(),
  requestId: z.string().nullable(),
  reference: z.string(),
  /** Hundredths of the payment's currency. */
  amount: z.number(),
  /** The Refund object exactly as it was sent. */
  request: fields,
  steps: z.array(step),
});
export type RefundRecord = Readonly<z.infer<typeof refundRecord>>;
