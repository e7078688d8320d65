/** What the office tells a till immediately, over the stream that the till holds open. */
import { z } from 'zod';
import { CREDENTIAL_REFUSALS } from './enrolment.ts';

export const streamMessage = z.discriminatedUnion('type', [
  /** The gateway has notified the office of this payment or refund. It settles nothing: the till asks the gateway. */
  z.object({ type: z.literal('hint'), reference: z.string().max(50) }),
  /** The office no longer accepts the till's credential. */
  z.object({ type: z.literal('refused'), refused: z.enum(CREDENTIAL_REFUSALS) }),
]);
export type StreamMessage = Readonly<z.infer<typeof streamMessage>>;
