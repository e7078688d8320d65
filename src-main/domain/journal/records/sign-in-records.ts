/** Who signed in, who was refused, and what was approved. */
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { PIN_REFUSALS } from '#domain/staff/pin.ts';
import { PERMISSION_REFUSALS, PERMISSIONS } from '#domain/staff/staff.ts';
import { recordKind } from './record-kind.ts';

const permission = z.enum(PERMISSIONS);

/** What was approved. Left out if it was only to look at something, and in records older than this field. */
const deed = z
  .strictObject({
    call: z.string(),
    /** SHA-256 of the call and its input without secrets; see `actionOf` in services/staff. */
    digest: z.string(),
    /** Our reference, or ''. */
    payment: z.string(),
    /** Hundredths. */
    amount: z.int().nullable(),
  })
  .optional();

/** '× 2990'. */
const timesIn = (counted: Readonly<Record<string, number>>): string =>
  `× ${Object.values(counted).reduce((sum, times) => sum + times, 0)}`;

export const signInRecords = {
  'signed-in': recordKind('signed-in', {
    fields: { by: person },
    audit: ({ by }) => ({ by }),
    report: null,
  }),

  'signed-out': recordKind('signed-out', {
    fields: { by: person, why: z.enum(['asked', 'idle', 'handover']) },
    audit: ({ by, why }) => ({ by, detail: why }),
    report: null,
  }),

  'pin-refused': recordKind('pin-refused', {
    fields: {
      /** Whose PIN was asked for; null if nobody on the list has that ID. */
      by: person.nullable(),
      /** The earliest records lack it; only wrong PINs were recorded then. */
      why: z.enum(PIN_REFUSALS).default('pin-wrong'),
      /** Wrong PINs in a row. */
      failures: z.int(),
      /** 0 while the next PIN may be tried at once. */
      lockedForMs: z.int(),
    },
    audit: ({ by, why, failures }) => ({ by, detail: why === 'pin-wrong' ? String(failures) : why }),
    report: (figures, { why }) => {
      if (why === 'pin-wrong') figures.pinFailed();
    },
  }),

  /** Someone tried what they may not do, or not without approval. */
  'permission-refused': recordKind('permission-refused', {
    fields: {
      /** Null while nobody is signed in. */
      by: person.nullable(),
      permission: z.union([permission, z.literal('signed-in')]),
      /** The refused call, by its name in the contract. */
      call: z.string(),
      /** Null in records older than this field. */
      why: z.enum(PERMISSION_REFUSALS).nullable().default(null),
      /** If too many calls were refused to record each: how often each call was refused, including this last one. */
      counted: z.record(z.string(), z.int()).optional(),
    },
    audit: ({ by, permission: asked, call, why, counted }) => ({
      by,
      detail: [asked, call, ...(why === null ? [] : [why]), ...(counted ? [timesIn(counted)] : [])].join(
        ', ',
      ),
    }),
    report: null,
  }),

  /** An approver entered their PIN to allow one permission while `to` was signed in. */
  'rights-lent': recordKind('rights-lent', {
    fields: { by: person, to: person, permission, deed },
    audit: ({ by, to, permission: approved, deed: what }) => ({
      by,
      about: to,
      payment: what?.payment ?? '',
      detail: what ? [approved, what.call, what.digest].join(', ') : approved,
    }),
    report: null,
  }),

  /** `by` made a call that `approvedBy` had approved; see `isSingleUse`. */
  'rights-used': recordKind('rights-used', {
    fields: { by: person, approvedBy: person, permission, call: z.string(), deed },
    audit: ({ by, approvedBy, permission: used, call, deed: what }) => ({
      by,
      about: approvedBy,
      payment: what?.payment ?? '',
      detail: [used, call, ...(what ? [what.digest] : [])].join(', '),
    }),
    report: null,
  }),
};
