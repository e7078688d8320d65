/** Changes to the staff list and to the settings. */
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { recordKind } from './record-kind.ts';

export const staffRecords = {
  'staff-added': recordKind('staff-added', {
    fields: { by: person, person },
    audit: ({ by, person: added }) => ({ by, about: added, detail: added.role }),
    report: null,
  }),

  'staff-changed': recordKind('staff-changed', {
    fields: { by: person, before: person, person },
    audit: ({ by, before, person: changed }) => ({
      by,
      about: changed,
      detail: `${before.name}, ${before.role}`,
    }),
    report: null,
  }),

  'staff-left': recordKind('staff-left', {
    fields: { by: person, person },
    audit: ({ by, person: left }) => ({ by, about: left }),
    report: null,
  }),

  'pin-changed': recordKind('pin-changed', {
    fields: { by: person, person },
    audit: ({ by, person: changed }) => ({ by, about: changed }),
    report: null,
  }),

  /** The staff list was gone although this journal names staff, and a first manager was added again. */
  'staff-reset': recordKind('staff-reset', {
    fields: { by: person },
    audit: ({ by }) => ({ by }),
    report: null,
  }),

  'settings-changed': recordKind('settings-changed', {
    fields: {
      by: person,
      approvedBy: person,
      /** Names of the fields; never their values. */
      fields: z.array(z.string()).readonly(),
    },
    audit: ({ by, approvedBy, fields }) => ({ by, about: approvedBy, detail: fields.join(', ') }),
    report: null,
  }),

  /**
   * From now on real money moves, or moves under another SiteID. Recorded in the journal being left, before the
   * settings are written, and again in the live one.
   */
  'went-live': recordKind('went-live', {
    fields: {
      by: person,
      approvedBy: person,
      /** Whether this connection passed its test. */
      passed: z.boolean(),
      /** Why it went live without passing; '' if it passed. */
      reason: z.string(),
    },
    audit: ({ by, approvedBy, reason }) => ({ by, about: approvedBy, detail: reason }),
    report: null,
  }),
};
