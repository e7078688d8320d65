import { z } from 'zod';
import { SCENARIO_NAMES } from './scenarios.ts';

const ms = z.number().int().min(0);

/** What the control call may change while the simulator runs: mostly answers to what the documents leave open. */
export const settingsSchema = z.strictObject({
  /** Every API answer waits this long. */
  delayMs: ms,
  slowAnswerMs: ms,
  /** From Open to the result of a refund. */
  refundDelayMs: ms,
  /** From the customer's confirmation to Success. */
  processingMs: ms,
  /** Rows of a page when the query has no pageSize; 50 in the documents, 10 in one of the vendor's tests. */
  pageSize: z.number().int().min(1),
  /** Whether the last two digits of an Amount choose a scenario; off in training, where prices are just prices. */
  amountEndings: z.boolean(),
  /** Used for amounts whose ending chooses nothing. */
  defaultScenario: z.enum(SCENARIO_NAMES),
  /** A refund above what is left: 400 at once, or accepted and Failed later as in the card API. */
  overRefund: z.enum(['refused', 'fails-later']),
  /** A used MerchantTransactionID: a Failed Payment, one without ID but with InvalidRequestID, or a plain 409. */
  duplicateAnswer: z.enum(['failed-payment', 'invalid-request', 'conflict']),
  /** Whether a repeated RequestId gets the first answer again (documented for cards only). */
  replayRequestId: z.boolean(),
  /** Whether ReferenceDetails.QRCodeURL is filled; the only published example has "". */
  qrCodeGiven: z.boolean(),
  /** Whether the hosted page asks for the currency although the payment came with an e-mail address. */
  asksCurrency: z.boolean(),
  /** Whether Details.StoreName may be null. */
  storeVerified: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The settings at start: what the documents show, or their likelier reading. */
export function initialSettings({ delayMs = 0, amountEndings = true }: Partial<Settings>): Settings {
  return {
    delayMs,
    amountEndings,
    slowAnswerMs: 5_000,
    refundDelayMs: 2_000,
    processingMs: 1_000,
    pageSize: 50,
    defaultScenario: 'waits',
    overRefund: 'refused',
    duplicateAnswer: 'failed-payment',
    replayRequestId: false,
    qrCodeGiven: false,
    asksCurrency: false,
    storeVerified: false,
  };
}
