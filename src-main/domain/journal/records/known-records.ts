/** The till as its journal last knew it, and what was found to differ. */
import { z } from 'zod';
import type { Immutable } from '#domain/immutable.ts';
import { person } from '#domain/staff/person-schema.ts';
import { recordKind } from './record-kind.ts';

const knownPerson = person.extend({
  /** Digest of their stored PIN hash. It shows whether that changed, and nothing else. */
  pin: z.string(),
});
export type KnownPerson = Immutable<z.infer<typeof knownPerson>>;

const knownStaff = z.strictObject({
  /** Names the last version of the list that was written; see `StaffStanding`. */
  version: z.string(),
  people: z.array(knownPerson).readonly(),
});
export type KnownStaff = Immutable<z.infer<typeof knownStaff>>;

const known = z.strictObject({
  /** Null if the key that proves the list could not be opened. */
  staff: knownStaff.nullable(),
  /** A digest of each setting in the file, by its name. */
  settings: z.record(z.string(), z.string()).readonly(),
  /**
   * Names the last version of the settings that was written. Earlier versions left it out, and it is left out while
   * nothing proves it.
   */
  settingsVersion: z.string().optional(),
  /** The program's version. */
  program: z.string(),
  /** The fingerprint of the key that signs the journal. */
  key: z.string(),
});
export type Known = Immutable<z.infer<typeof known>>;

/**
 * How a person on the staff list differs from the one that the journal knows. `pin-unproven`: nothing shows that the
 * till itself stored this PIN for this person in this role.
 */
const STAFF_DIFFERENCES = ['added', 'removed', 'name', 'role', 'pin', 'pin-unproven'] as const;

/**
 * Where something was changed. `at-till`: by this program, in another environment or version. `anew`: the list was
 * begun again after the last one was removed. `outside`: by other means than this program.
 */
const CHANGED_WHERE = ['at-till', 'anew', 'outside'] as const;
export type ChangedWhere = (typeof CHANGED_WHERE)[number];

const where = z.enum(CHANGED_WHERE);

export const knownRecords = {
  'till-known': recordKind('till-known', {
    fields: known.shape,
    audit: ({ program }) => ({ by: null, detail: program }),
    report: null,
  }),

  /** Recorded before anybody signs in. A change made outside has no effect; see docs/staff.md. */
  'staff-differs': recordKind('staff-differs', {
    fields: {
      /** As the journal knows them; if it does not, as on the list. */
      person,
      /** As on the list; null if they are not on it. */
      found: person.nullable(),
      how: z.enum(STAFF_DIFFERENCES),
      where,
    },
    audit: ({ person: about, found, how, where: changed }) => ({
      by: null,
      about,
      detail: [changed, how, ...(found && how === 'role' ? [found.role] : [])].join(', '),
    }),
    report: null,
  }),

  'till-differs': recordKind('till-differs', {
    fields: {
      /** `settings-refused`: values in the file that break their rules, so that the initial ones are used. */
      what: z.enum(['settings', 'settings-refused', 'key']),
      /** Names of settings, never their values; for a key, the old and the new fingerprint. */
      names: z.array(z.string()).readonly(),
      where,
    },
    audit: ({ what, names, where: changed }) => ({ by: null, detail: [changed, what, ...names].join(', ') }),
    report: null,
  }),

  /** A manager has read what was changed outside the till. */
  'differences-read': recordKind('differences-read', {
    fields: { by: person },
    audit: ({ by }) => ({ by }),
    report: null,
  }),
};
