/** The journal's rows of activity records, checked whenever one is written or read. */
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { activityRecord } from '#domain/journal/activity-record.ts';

/** Throws (SyntaxError, ZodError) if the text is not a record. */
export const readRecord = (text: string): ActivityRecord => activityRecord.parse(JSON.parse(text));
