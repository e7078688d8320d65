/**
 * What people and the till did besides payments and refunds. Each record is complete in itself: who, what, when. None
 * changes a payment or refund. Shifts, business days and the audit log are read from them.
 *
 * A new kind needs a name in `records/record-types.ts`, a declaration in `records/`, and its words. If one of them is
 * missing, the program does not compile.
 */
import { z } from 'zod';
import type { Immutable } from '#domain/immutable.ts';
import type { RecordType } from '#domain/journal/records/record-types.ts';
import type { ActivityFigures, AuditAnswers } from '#domain/journal/records/record-kind.ts';
import { dayRecords } from '#domain/journal/records/day-records.ts';
import { keyRecords } from '#domain/journal/records/key-records.ts';
import { officeRecords } from '#domain/journal/records/office-records.ts';
import { programRecords } from '#domain/journal/records/program-records.ts';
import { knownRecords } from '#domain/journal/records/known-records.ts';
import { signInRecords } from '#domain/journal/records/sign-in-records.ts';
import { staffRecords } from '#domain/journal/records/staff-records.ts';
import { tillRecords } from '#domain/journal/records/till-records.ts';

export type { RecordType };

const RECORDS = {
  ...signInRecords,
  ...staffRecords,
  ...dayRecords,
  ...tillRecords,
  ...programRecords,
  ...knownRecords,
  ...keyRecords,
  ...officeRecords,
};
type Kinds = typeof RECORDS;

export type RecordOf<T extends RecordType> = {
  readonly [K in T]: { readonly type: K } & Immutable<z.infer<Kinds[K]['schema']>>;
}[T];
export type ActivityRecord = RecordOf<RecordType>;

/** A record with its place in the journal. */
export interface Recorded<T extends RecordType = RecordType> {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly record: RecordOf<T>;
  readonly hash: string;
}

const { 'signed-in': signedIn, ...others } = RECORDS;

/** The schema of any record, by its type. */
export const activityRecord = z.discriminatedUnion('type', [
  signedIn.schema,
  ...Object.values(others).map(({ schema }) => schema),
]);

const BEHAVIOUR: {
  readonly [T in RecordType]: {
    readonly audit: (record: RecordOf<T>) => AuditAnswers;
    readonly report: ((figures: ActivityFigures, record: RecordOf<T>, at: number) => void) | null;
  };
} = RECORDS;

export const auditOf = <T extends RecordType>(record: RecordOf<T>): AuditAnswers =>
  BEHAVIOUR[record.type].audit(record);

/** Whether records of this type add to the figures of a report; a type of a newer version adds to none that this one has. */
export const isCounted = (type: string): boolean =>
  Object.entries(RECORDS).some(([name, { report }]) => name === type && report !== null);

/** Adds a record to the figures of a report. `at`: epoch ms. */
export const addToReport = <T extends RecordType>(
  figures: ActivityFigures,
  record: RecordOf<T>,
  at: number,
): void => BEHAVIOUR[record.type].report?.(figures, record, at);
