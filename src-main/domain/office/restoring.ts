/** How a new computer gets a till's journal back from the office. */
import { z } from 'zod';
import { enrolled } from './enrolment.ts';
import { head, pushedRows } from './push.ts';

/** The till's credential from now on, and how far its journal goes; the former computer's is no longer good. */
export const restoring = enrolled.extend({ installation: z.string(), cursor: head });
export type Restoring = Readonly<z.infer<typeof restoring>>;

/** So that a part is soon there, and soon read at the till. */
export const PART_BYTES = 700_000;

/**
 * The rows after one, in their order, at most `PUSH_ROWS` and about `PART_BYTES`; a longer row comes alone, in at most
 * `LONG_BODY_BYTES`. None where there are no more.
 */
export const journalPart = z.strictObject({ rows: pushedRows });
export type JournalPart = Readonly<z.infer<typeof journalPart>>;
