/** Which versions of the program have written the journal. */
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { PROGRAM_CHANGES } from './record-types.ts';
import { recordKind } from './record-kind.ts';

const version = z.string().max(100);

export const programRecords = {
  /**
   * Another version writes the journal from here on. An update or a roll-back is recorded before the installer runs; a
   * version that changed in another way is found at the next start.
   */
  'program-changed': recordKind('program-changed', {
    fields: {
      /** Null if the till did it itself, or found it done. */
      by: person.nullable(),
      approvedBy: person.nullable(),
      from: version,
      to: version,
      how: z.enum(PROGRAM_CHANGES),
    },
    audit: ({ by, approvedBy, from, to, how }) => ({
      by,
      about: approvedBy,
      detail: `${from}, ${to}, ${how}`,
    }),
    report: null,
  }),

  /** An update is to be installed when the day is closed. */
  'update-scheduled': recordKind('update-scheduled', {
    fields: { by: person, approvedBy: person, version },
    audit: ({ by, approvedBy, version: detail }) => ({ by, about: approvedBy, detail }),
    report: null,
  }),
};
