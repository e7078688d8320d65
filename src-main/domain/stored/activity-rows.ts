/** The journal's rows of activity records, checked whenever one is written or read. */
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { activityRecord } from '#domain/journal/activity-record.ts';

/** Throws (SyntaxError, ZodError) when the text is no record. */
export const readRecord = (text: string): ActivityRecord => activityRecord.parse(JSON.parse(text));
