/** The declaration of a kind of activity record. */
import { z } from 'zod';
import type { Immutable } from '#domain/immutable.ts';
import type { ReconciledDay } from '#domain/day/reconciliation.ts';
import type { LostTail, ShiftLine, SignOff } from '#domain/day/report-lines.ts';
import type { RecordType } from './record-types.ts';
import type { Person } from '#domain/staff/staff.ts';

/** What the audit log shows of a record or event; a field left out is null or ''. */
export interface AuditAnswers {
  /** Who did it; null where the journal names nobody. */
  readonly by: Person | null;
  /** Who else it concerns: the person added, the approver. */
  readonly about?: Person | null;
  /** Our reference of the payment it concerns. */
  readonly payment?: string;
  /** What else an auditor needs: a role, a permission, a call, names of fields, an amount and why. */
  readonly detail?: string;
}

/** The figures of a report that records add to. */
export interface ActivityFigures {
  pinFailed(): void;
  reprinted(): void;
  signedOff(reference: string, signOff: SignOff): void;
  /** Replaces an earlier line of the same shift. */
  shift(line: ShiftLine): void;
  /** Replaces an earlier reconciliation of the same date. */
  reconciled(day: ReconciledDay): void;
  tailLost(tail: LostTail): void;
}

interface Declaration<Fields extends z.ZodRawShape> {
  /** The fields of its row in the journal besides its type; checked whenever one is written or read. */
  readonly fields: Fields;
  readonly audit: (record: Immutable<z.infer<z.ZodObject<Fields>>>) => AuditAnswers;
  /** What it adds to an X or Z, if anything. `at`: epoch ms. */
  readonly report:
    ((figures: ActivityFigures, record: Immutable<z.infer<z.ZodObject<Fields>>>, at: number) => void) | null;
}

/** Declares one kind of record: everything the program needs to know about it, except its words. */
export const recordKind = <const T extends RecordType, Fields extends z.ZodRawShape>(
  type: T,
  { fields, audit, report }: Declaration<Fields>,
) => ({ schema: z.strictObject({ type: z.literal(type), ...fields }), audit, report });
