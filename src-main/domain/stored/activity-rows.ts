/** The journal's rows of activity records, checked whenever one is written or read. */
import type { z } from 'zod';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { activityRecord } from '#domain/journal/activity-record.ts';

/** Throws (SyntaxError, ZodError) if the text is not a record. */
export const readRecord = (text: string): ActivityRecord => activityRecord.parse(JSON.parse(text));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Deletes the fields that an issue is about; false if it is about anything else. */
const isDropped = (value: unknown, issue: z.core.$ZodIssue): boolean => {
  if (issue.code !== 'unrecognized_keys') return false;
  const parent = issue.path.reduce<unknown>(
    (inner, key) => (isObject(inner) ? Reflect.get(inner, key) : undefined),
    value,
  );
  return isObject(parent) && issue.keys.every((key) => Reflect.deleteProperty(parent, key));
};

/**
 * What this version knows of a record, without fields that only a newer one has: good enough to go on from a newer
 * version's shift or Z, but not for figures, since such a field may change what the others mean. Throws as `readRecord`.
 */
export const readKnownRecord = (text: string): ActivityRecord => {
  const value: unknown = JSON.parse(text);
  for (;;) {
    const parsed = activityRecord.safeParse(value);
    if (parsed.success) return parsed.data;
    if (!parsed.error.issues.every((issue) => isDropped(value, issue))) throw parsed.error;
  }
};
