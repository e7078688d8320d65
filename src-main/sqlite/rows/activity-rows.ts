/** What the journal's rows of records must hold, checked whenever one is written or read. */
import { z } from 'zod';
import { PIN_REFUSALS } from '#domain/staff/pin.ts';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { EXPORTED_KINDS } from '#domain/journal/activity-record.ts';
import { ADMISSION_REFUSALS, PERMISSIONS } from '#domain/staff/staff.ts';
import { person } from './payment-rows.ts';
import { closedDay, endTotals, reconciliation, seal, signOff } from './report-rows.ts';

const permission = z.enum(PERMISSIONS);

export const activityRecord = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('signed-in'), by: person }),
  z.strictObject({
    type: z.literal('signed-out'),
    by: person,
    why: z.enum(['asked', 'idle', 'handover']),
  }),
  z.strictObject({
    type: z.literal('pin-refused'),
    by: person.nullable(),
    // Before they kept it only wrong ones were written down.
    why: z.enum(PIN_REFUSALS).default('pin-wrong'),
    failures: z.int(),
    lockedForMs: z.int(),
  }),
  z.strictObject({
    type: z.literal('permission-refused'),
    by: person.nullable(),
    permission: z.union([permission, z.literal('signed-in')]),
    call: z.string(),
    why: z.enum(ADMISSION_REFUSALS).nullable().default(null),
  }),
  z.strictObject({ type: z.literal('rights-lent'), by: person, to: person, permission }),
  z.strictObject({
    type: z.literal('rights-used'),
    by: person,
    approvedBy: person,
    permission,
    call: z.string(),
  }),
  z.strictObject({ type: z.literal('shift-opened'), number: z.int().min(1), by: person }),
  z.strictObject({
    type: z.literal('shift-closed'),
    number: z.int().min(1),
    openedBy: person,
    openedAt: z.int(),
    by: person,
    why: z.enum(['asked', 'handover', 'day-closed']),
    declared: z.int().nullable(),
    ...endTotals,
  }),
  z.strictObject({ type: z.literal('signed-off'), reference: z.string(), ...signOff.shape }),
  z.strictObject({ type: z.literal('day-closed'), seal: seal.nullable(), ...closedDay.shape }),
  z.strictObject({ type: z.literal('reconciled'), ...reconciliation.shape }),
  z.strictObject({ type: z.literal('staff-added'), by: person, person }),
  z.strictObject({ type: z.literal('staff-changed'), by: person, before: person, person }),
  z.strictObject({ type: z.literal('staff-left'), by: person, person }),
  z.strictObject({ type: z.literal('pin-changed'), by: person, person }),
  z.strictObject({ type: z.literal('staff-reset'), by: person }),
  z.strictObject({
    type: z.literal('settings-changed'),
    by: person,
    approvedBy: person,
    fields: z.array(z.string()).readonly(),
  }),
  z.strictObject({ type: z.literal('payment-set-aside'), by: person.nullable(), reference: z.string() }),
  z.strictObject({
    type: z.literal('receipt-printed'),
    by: person.nullable(),
    reference: z.string(),
    copy: z.int(),
    printer: z.enum(['system', 'tcp', 'device', 'pdf']),
    language: z.enum(['en', 'zh']),
  }),
  z.strictObject({
    type: z.literal('z-printed'),
    by: person.nullable(),
    number: z.int().min(1),
    copy: z.int(),
    printer: z.enum(['system', 'tcp', 'device']),
  }),
  z.strictObject({
    type: z.literal('exported'),
    by: person,
    what: z.enum(EXPORTED_KINDS),
    fileName: z.string(),
  }),
]) satisfies z.ZodType<ActivityRecord>;

/** Throws (SyntaxError, ZodError) when the text is no record. */
export const readRecord = (text: string): ActivityRecord => activityRecord.parse(JSON.parse(text));
