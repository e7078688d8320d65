/** Everything a row of the journal may hold. */
import { z } from 'zod';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { activityRecord } from '#domain/journal/activity-record.ts';
import { paymentEvent } from './payment-rows.ts';
import { refundEvent } from './refund-rows.ts';

const journalEvent = z.discriminatedUnion('type', [
  paymentEvent,
  refundEvent,
  activityRecord,
]) satisfies z.ZodType<JournalEvent>;

/**
 * The event as canonical JSON; throws (ZodError) if it could not be read back. The parameter has the schema's type and
 * callers pass the domain's, so an event or field missing from the schema does not compile.
 */
export const writeEvent = (event: z.infer<typeof journalEvent>): string =>
  canonicalJson(journalEvent.parse(event));

/** Throws (SyntaxError, ZodError) if the text is not an event. */
export const readEvent = (text: string): JournalEvent => journalEvent.parse(JSON.parse(text));
