/** What the journal's rows of records must hold, checked whenever one is written or read. */
import { z } from 'zod';
import type { HouseRecord } from '#domain/record.ts';
import type { Permission } from '#domain/staff.ts';
import { person } from './payment-rows.ts';
import { closedDay, endTotals, seal, signOff } from './report-rows.ts';

const permission = z.enum([
  'charge',
  'open-shift',
  'ask-refund',
  'approve-refund',
  'settle-late',
  'see-history',
  'see-totals',
  'reconcile',
  'close-day',
  'sign-off',
  'export',
  'reprint',
  'change-settings',
  'manage-staff',
  'read-audit',
]) satisfies z.ZodType<Permission>;

export const houseRecord = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('signed-in'), by: person }),
  z.strictObject({
    type: z.literal('signed-out'),
    by: person,
    why: z.enum(['asked', 'idle', 'handover']),
  }),
  z.strictObject({
    type: z.literal('pin-refused'),
    by: person,
    failures: z.int(),
    lockedForMs: z.int(),
  }),
  z.strictObject({
    type: z.literal('permission-refused'),
    by: person.nullable(),
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
]) satisfies z.ZodType<HouseRecord>;

/** Throws (SyntaxError, ZodError) when the text is no record. */
export const readRecord = (text: string): HouseRecord => houseRecord.parse(JSON.parse(text));
