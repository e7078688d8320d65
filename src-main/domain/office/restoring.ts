/** How a new computer gets a till's journal back from the office. */
import { z } from 'zod';
import { enrolled } from './enrolment.ts';
import { head, pushedRows } from './push.ts';

/** The till's new credential, and how far its journal goes. The former computer's credential is no longer valid. */
export const restoring = enrolled.extend({ installation: z.string(), cursor: head });
export type Restoring = Readonly<z.infer<typeof restoring>>;

/** Small enough to arrive quickly and be read quickly at the till. */
export const PART_BYTES = 700_000;

/**
 * The rows after a given one, in order: at most `MAX_PUSH_ROWS` and about `PART_BYTES`. A longer row comes alone, in at
 * most `MAX_LONG_BODY_BYTES`. Empty at the end of the journal.
 */
export const journalPart = z.object({ rows: pushedRows });
export type JournalPart = Readonly<z.infer<typeof journalPart>>;
