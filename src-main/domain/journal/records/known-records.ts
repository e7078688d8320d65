/** What the till is, as its journal last knew it, and what was found to differ from that. */
import { z } from 'zod';
import type { Immutable } from '#domain/immutable.ts';
import { person } from '#domain/staff/person-schema.ts';
import { recordKind } from './record-kind.ts';

const knownPerson = person.extend({
  /** Of what is kept of their PIN; it tells whether that was changed, and nothing else. */
  pin: z.string(),
});
export type KnownPerson = Immutable<z.infer<typeof knownPerson>>;

const knownStaff = z.strictObject({
  /** Its name for how it was written last; see `StaffStanding`. */
  version: z.string(),
  people: z.array(knownPerson).readonly(),
});
export type KnownStaff = Immutable<z.infer<typeof knownStaff>>;

const known = z.strictObject({
  /** Null while the key that proves the list could not be opened. */
  staff: knownStaff.nullable(),
  /** A digest of each setting in the file, by its name. */
  settings: z.record(z.string(), z.string()).readonly(),
  /** Its name for how the settings were written last; left out by earlier versions, and while nothing proves it. */
  settingsVersion: z.string().optional(),
  /** The program's version. */
  program: z.string(),
  /** The fingerprint of the key that signs the journal. */
  key: z.string(),
});
export type Known = Immutable<z.infer<typeof known>>;

/**
 * How a person on the list differs from whom the journal knows. `pin-unproven`: nothing shows that the till itself has
 * kept this PIN for this person in this role.
 */
export const STAFF_DIFFERENCES = ['added', 'removed', 'name', 'role', 'pin', 'pin-unproven'] as const;

/**
 * Where something was changed: `at-till` by this program, in another environment or another version; `anew` on a list
 * begun after the last was moved away; `outside` of the program.
 */
export const CHANGED_WHERE = ['at-till', 'anew', 'outside'] as const;
export type ChangedWhere = (typeof CHANGED_WHERE)[number];

const where = z.enum(CHANGED_WHERE);

export const knownRecords = {
  'till-known': recordKind('till-known', {
    fields: known.shape,
    audit: ({ program }) => ({ by: null, detail: program }),
    report: null,
  }),

  /** Recorded before anybody signs in. What was changed outside has no effect; see docs/staff.md. */
  'staff-differs': recordKind('staff-differs', {
    fields: {
      /** As the journal knows them; as the list has them where it does not. */
      person,
      /** As the list has them; null where it does not. */
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
      /** `settings-refused`: values in the file that no rule admits, in whose place others hold. */
      what: z.enum(['settings', 'settings-refused', 'key']),
      /** Names of settings, never their values; the old and the new fingerprint. */
      names: z.array(z.string()).readonly(),
      where,
    },
    audit: ({ what, names, where: changed }) => ({ by: null, detail: [changed, what, ...names].join(', ') }),
    report: null,
  }),

  /** A manager has read what was changed outside of the till. */
  'differences-read': recordKind('differences-read', {
    fields: { by: person },
    audit: ({ by }) => ({ by }),
    report: null,
  }),
};
