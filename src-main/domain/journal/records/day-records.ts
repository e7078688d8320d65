/** Shifts, business days and their reconciliation. */
import { z } from 'zod';
import { reconciliation } from '#domain/day/reconciliation.ts';
import { closedDay, seal } from '#domain/day/report.ts';
import { endTotals, signOff } from '#domain/day/report-lines.ts';
import { hundredths } from '#domain/money-schema.ts';
import { person } from '#domain/staff/person-schema.ts';
import { recordKind } from './record-kind.ts';

export const dayRecords = {
  /** One shift is open at a time. */
  'shift-opened': recordKind('shift-opened', {
    fields: {
      /** 1, 2, 3 …, never reset. */
      number: z.int().min(1),
      by: person,
    },
    audit: ({ by, number }) => ({ by, detail: String(number) }),
    report: (figures, { number, by }, at) =>
      figures.shift({ number, openedBy: by, openedAt: at, closedBy: null, closedAt: null }),
  }),

  'shift-closed': recordKind('shift-closed', {
    fields: {
      number: z.int().min(1),
      openedBy: person,
      /** Epoch ms. */
      openedAt: z.int(),
      by: person,
      why: z.enum(['asked', 'handover', 'day-closed']),
      /** What the cashier counted, in the terminal's currency, before seeing what to expect. */
      declared: hundredths.nullable(),
      ...endTotals,
    },
    audit: ({ by, openedBy, number }) => ({ by, about: openedBy, detail: String(number) }),
    report: (figures, { number, openedBy, openedAt, by }, at) =>
      figures.shift({ number, openedBy, openedAt, closedBy: by, closedAt: at }),
  }),

  /** A manager answers for closing the day although the outcome of this payment or refund is unknown. */
  'signed-off': recordKind('signed-off', {
    fields: { reference: z.string(), ...signOff.shape },
    audit: ({ by, note, reference }) => ({ by, detail: note, payment: reference }),
    report: (figures, { reference, by, note }) => figures.signedOff(reference, { by, note }),
  }),

  /** A Z. */
  'day-closed': recordKind('day-closed', {
    fields: {
      /** Null if the station had no key to sign with. */
      seal: seal.nullable(),
      ...closedDay.shape,
    },
    audit: ({ by, number }) => ({ by, detail: String(number) }),
    report: null,
  }),

  /** A business day was reconciled with the gateway's list, or could not be. */
  reconciled: recordKind('reconciled', {
    fields: reconciliation.shape,
    audit: ({ by, date, result }) => ({ by, detail: `${date}, ${result}` }),
    report: (figures, { date, result, payments, refunds, refundsAsked }) => {
      const isPartly = result !== 'not-reconciled' && refundsAsked === 'known';
      figures.reconciled({ date, result, payments, refunds, ...(isPartly ? { refundsAsked } : {}) });
    },
  }),
};
