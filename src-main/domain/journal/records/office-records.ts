/** What passed between the till and the office. No credential is in any of them. */
import { z } from 'zod';
import { OFFICE_ALARMS } from '#domain/office/office-standing.ts';
import { CREDENTIAL_REFUSALS } from '#domain/office/enrolment.ts';
import { person } from '#domain/staff/person-schema.ts';
import { recordKind } from './record-kind.ts';

export const officeRecords = {
  /** The till has got a credential of the office at this address. */
  'office-connected': recordKind('office-connected', {
    fields: {
      by: person,
      approvedBy: person,
      address: z.string(),
      /** The office's own name of this till. */
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

  /** The till goes on on this computer with the journal that the office had of it; its `tail-lost` record says what may lack. */
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

  /** The till has forgotten its credential: the office gets no more of the journal. */
  'office-disconnected': recordKind('office-disconnected', {
    fields: { by: person, approvedBy: person, address: z.string(), station: z.string() },
    audit: ({ by, approvedBy, address }) => ({ by, about: approvedBy, detail: address }),
    report: null,
  }),

  /** The office no longer takes the till's credential; after `replaced`, nothing is charged here until it is connected anew. */
  'office-refused': recordKind('office-refused', {
    fields: { refused: z.enum(CREDENTIAL_REFUSALS), station: z.string() },
    audit: ({ refused }) => ({ by: null, detail: refused }),
    report: null,
  }),

  /** The office has another journal of this till than the till itself. Recorded at each start that finds it. */
  'office-alarm': recordKind('office-alarm', {
    fields: {
      kind: z.enum(OFFICE_ALARMS),
      /** The last row that the office has, and the journal's last when it was found. */
      office: z.int(),
      last: z.int(),
    },
    audit: ({ kind, office, last }) => ({ by: null, detail: `${kind}, ${office}, ${last}` }),
    report: null,
  }),
};
