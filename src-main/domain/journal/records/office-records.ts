/** What passed between the till and the office. The records contain no credentials. */
import { z } from 'zod';
import { OFFICE_ALARMS } from '#domain/office/office-standing.ts';
import { CREDENTIAL_REFUSALS } from '#domain/office/enrolment.ts';
import { person } from '#domain/staff/person-schema.ts';
import { recordKind } from './record-kind.ts';

export const officeRecords = {
  /** The office at this address has given the till a credential. */
  'office-connected': recordKind('office-connected', {
    fields: {
      by: person,
      approvedBy: person,
      address: z.string(),
      /** The office's own ID of this till. */
      station: z.string(),
      storeName: z.string(),
      stationName: z.string(),
    },
    audit: ({ by, approvedBy, address, storeName, stationName }) => ({
      by,
      about: approvedBy,
      detail: [address, storeName, stationName].join(', '),
    }),
    report: null,
  }),

  /**
   * The till continues on this computer with the journal that the office had; its `tail-lost` record says what may be
   * missing.
   */
  'office-restored': recordKind('office-restored', {
    fields: {
      by: person,
      approvedBy: person,
      address: z.string(),
      station: z.string(),
      /** How many rows came. */
      rows: z.int(),
      /** When it was asked for; epoch ms. */
      askedAt: z.int(),
    },
    audit: ({ by, approvedBy, address, rows }) => ({ by, about: approvedBy, detail: `${address}, ${rows}` }),
    report: null,
  }),

  /** The till has deleted its credential; the office gets no more rows. */
  'office-disconnected': recordKind('office-disconnected', {
    fields: { by: person, approvedBy: person, address: z.string(), station: z.string() },
    audit: ({ by, approvedBy, address }) => ({ by, about: approvedBy, detail: address }),
    report: null,
  }),

  /**
   * The office no longer accepts the till's credential. After `replaced`, nothing can be charged here until the till is
   * connected again.
   */
  'office-refused': recordKind('office-refused', {
    fields: { refused: z.enum(CREDENTIAL_REFUSALS), station: z.string() },
    audit: ({ refused }) => ({ by: null, detail: refused }),
    report: null,
  }),

  /** The office's journal of this till differs from the till's own. Recorded at each start that finds it. */
  'office-alarm': recordKind('office-alarm', {
    fields: {
      kind: z.enum(OFFICE_ALARMS),
      /** The last row of the office, and of the journal, when it was found. */
      office: z.int(),
      last: z.int(),
    },
    audit: ({ kind, office, last }) => ({ by: null, detail: `${kind}, ${office}, ${last}` }),
    report: null,
  }),
};
