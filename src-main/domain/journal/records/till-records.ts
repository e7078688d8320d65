/**
 * Everything else that was done at the till or happened to it: payments parked, paper printed, files exported, rows
 * lost.
 */
import { z } from 'zod';
import { JOURNAL_ALARMS } from '#domain/journal/journal-alarm.ts';
import { EXPORTED_KINDS } from './record-types.ts';
import { RECORDED_LANGUAGES } from '#domain/shop/language.ts';
import { person } from '#domain/staff/person-schema.ts';
import { lostTail } from '#domain/day/report-lines.ts';
import { KIOSK_EXITS } from '#domain/shop/kiosk.ts';
import { recordKind } from './record-kind.ts';

const duplicateOf = (copy: number): string => (copy > 1 ? `, DUPLICATE ${copy - 1}` : '');

export const tillRecords = {
  /** An unresolved payment was parked to serve the next customer. */
  'payment-set-aside': recordKind('payment-set-aside', {
    fields: {
      /** Null while nobody is signed in. */
      by: person.nullable(),
      reference: z.string(),
    },
    audit: ({ by, reference }) => ({ by, payment: reference }),
    report: null,
  }),

  /** A manager has freed the till from this parked payment, whose outcome is unknown. */
  'till-freed': recordKind('till-freed', {
    fields: { by: person, approvedBy: person, reference: z.string() },
    audit: ({ by, approvedBy, reference }) => ({ by, about: approvedBy, payment: reference }),
    report: null,
  }),

  /** The till no longer fills its display although it is a kiosk. */
  'kiosk-left': recordKind('kiosk-left', {
    fields: {
      /** Null while nobody is signed in. */
      by: person.nullable(),
      /** Null if it was left by the emergency keys or command, which need no PIN. */
      approvedBy: person.nullable(),
      how: z.enum(KIOSK_EXITS),
    },
    audit: ({ by, approvedBy, how }) => ({ by, about: approvedBy, detail: how }),
    report: null,
  }),

  /** A receipt went to a printer, or was about to: written before its first byte. */
  'receipt-printed': recordKind('receipt-printed', {
    fields: {
      by: person.nullable(),
      /** Of the payment or refund. */
      reference: z.string(),
      /** 1 for the first. */
      copy: z.int(),
      /** Journals of version 0.1 have 'pdf' for what is now a record of its own. */
      printer: z.enum(['system', 'tcp', 'device', 'pdf']),
      language: z.enum(RECORDED_LANGUAGES),
    },
    audit: ({ by, copy, reference }) => ({ by, detail: String(copy), payment: reference }),
    report: (figures, { copy }) => {
      if (copy > 1) figures.reprinted();
    },
  }),

  /** A receipt was saved as a PDF file, or was about to be. It does not count as a copy: nothing has left the shop. */
  'receipt-saved': recordKind('receipt-saved', {
    fields: {
      by: person.nullable(),
      /** Of the payment or refund. */
      reference: z.string(),
      language: z.enum(RECORDED_LANGUAGES),
    },
    audit: ({ by, reference }) => ({ by, payment: reference }),
    report: null,
  }),

  /** A Z was printed, or was about to be: written before its first byte. */
  'z-printed': recordKind('z-printed', {
    fields: {
      by: person.nullable(),
      /** The Z's. */
      number: z.int().min(1),
      /** 1 for the first. */
      copy: z.int(),
      printer: z.enum(['system', 'tcp', 'device']),
    },
    audit: ({ by, number, copy }) => ({ by, detail: `${number}${duplicateOf(copy)}` }),
    report: null,
  }),

  /** A file was written to the folder for exports. At the close of a day, `by` is the person who closed it. */
  exported: recordKind('exported', {
    fields: {
      by: person,
      what: z.enum(EXPORTED_KINDS),
      fileName: z.string(),
      /** The installation whose journal it was exported from; see `Mark.identity`. The earliest records lack it. */
      installation: z.string().optional(),
    },
    audit: ({ by, what, fileName }) => ({ by, detail: `${what}, ${fileName}` }),
    report: null,
  }),

  /** The journal has got its identity; see `Mark`. */
  'installation-identified': recordKind('installation-identified', {
    fields: { identity: z.string() },
    audit: ({ identity }) => ({ by: null, detail: identity }),
    report: null,
  }),

  /**
   * The till started and found its last rows gone, or could not tell whether any are. Numbers that they used are not
   * used again.
   */
  'tail-lost': recordKind('tail-lost', {
    fields: {
      ...lostTail.shape,
      /** The last running number of payments and of refunds, and the last shift, before the loss. */
      payments: z.int(),
      refunds: z.int(),
      shifts: z.int(),
    },
    audit: ({ rows }) => ({ by: null, detail: String(rows ?? 0) }),
    report: (figures, { rows, since, until, zs, zsLost }) =>
      figures.tailLost({ rows, since, until, zs, zsLost }),
  }),

  /** The gateway's list of what was lost may be incomplete, and a manager accepts the journal as it is. */
  'tail-accepted': recordKind('tail-accepted', {
    fields: {
      by: person,
      /** How many payments and refunds had been imported. */
      imported: z.int(),
    },
    audit: ({ by, imported }) => ({ by, detail: String(imported) }),
    report: null,
  }),

  /** A backup took the journal's place. The `tail-lost` record says what was lost with the replaced journal. */
  'journal-restored': recordKind('journal-restored', {
    fields: {
      by: person,
      approvedBy: person,
      /** The name of its file. */
      backup: z.string(),
      /** When it was asked for; epoch ms. */
      askedAt: z.int(),
    },
    audit: ({ by, approvedBy, backup }) => ({ by, about: approvedBy, detail: backup }),
    report: null,
  }),

  /** Something shows that the journal may have been rewritten. Recorded at each start that finds it. */
  'journal-alarm': recordKind('journal-alarm', {
    fields: {
      kind: z.enum(JOURNAL_ALARMS),
      /** The row that the anchor names (null if there is none), and the journal's last row when this was found. */
      anchored: z.int().nullable(),
      last: z.int(),
      /** Which row was wrong and how, if a check found it. */
      fault: z.string().nullable(),
    },
    audit: ({ kind }) => ({ by: null, detail: kind }),
    report: null,
  }),

  /** A manager has read the alarms recorded so far. */
  'alarm-accepted': recordKind('alarm-accepted', {
    fields: { by: person, kinds: z.array(z.enum(JOURNAL_ALARMS)).readonly() },
    audit: ({ by, kinds }) => ({ by, detail: kinds.join(' ') }),
    report: null,
  }),
};
