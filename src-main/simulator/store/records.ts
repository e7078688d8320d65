import { z } from 'zod';
import { SCENARIO_NAMES } from '#simulator/scenarios.ts';
import { stepSchema } from './steps.ts';

const fields = z.record(z.string(), z.unknown());

export const paymentRecord = z.object({
  id: z.number(),
  /** 32 upper-case hex digits: the secret half of the PaymentToken. */
  token: z.string(),
  /** Epoch ms, like every time here. */
  createdAt: z.number(),
  /** When an unpaid payment turns Expired; null for one rejected at creation. */
  expiresAt: z.number().nullable(),
  rejected: z.boolean(),
  /** A scenario that this version no longer has counts as the ordinary one. */
  scenario: z.enum(SCENARIO_NAMES).catch('waits'),
  requestId: z.string().nullable(),
  reference: z.string().nullable(),
  /** The Payment object as it was sent. */
  request: fields,
  steps: z.array(stepSchema),
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
  /** The Refund object as it was sent. */
  request: fields,
  steps: z.array(stepSchema),
});
export type RefundRecord = Readonly<z.infer<typeof refundRecord>>;
