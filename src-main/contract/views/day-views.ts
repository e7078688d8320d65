/** What the Day screen shows: the open shift, reports and closed days. */
import { z } from 'zod';
import { hundredths } from '#domain/money-schema.ts';
import { REFERENCE_PATTERN } from '#domain/payment/reference.ts';
import type { Reconciliation } from '#domain/day/reconciliation.ts';
import type { ClosedDay, Report } from '#domain/day/report.ts';
import type { ByCurrency } from '#domain/totals.ts';

/** A value that the journal has validated; windows only show it. */
const own = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

export const DayView = z.strictObject({
  /** Today's business date, '2026-11-23'. */
  date: z.string(),
  shift: z.strictObject({ number: z.int(), openedBy: z.string(), openedAt: z.int() }).nullable(),
  /** The latest Zs, newest first; net sales by currency, null for people who may not see totals. */
  closedDays: z.array(
    z.strictObject({
      number: z.int(),
      date: z.string(),
      at: z.int(),
      net: z.record(z.string(), hundredths).nullable(),
    }),
  ),
});
export type DayView = z.infer<typeof DayView>;

/** What the cashier counted, in the terminal's currency. */
export const Declared = z.strictObject({ declared: hundredths.min(0).nullable() });

export const ShiftClosedView = z.strictObject({
  number: z.int(),
  openedAt: z.int(),
  closedAt: z.int(),
  currency: z.string(),
  declared: hundredths.nullable(),
  /** Null for people who may not see totals: they close the shift blind. */
  taken: z
    .strictObject({ paid: own<ByCurrency>(), refunded: own<ByCurrency>(), expected: hundredths })
    .nullable(),
});
export type ShiftClosedView = z.infer<typeof ShiftClosedView>;

export const ReportView = own<Report>();
export type ReportView = z.infer<typeof ReportView>;

/** By reference, for each unresolved payment or refund that was shown and is signed off: a note, or ''. */
export const CloseInput = z.strictObject({
  signOffs: z.record(z.string().regex(REFERENCE_PATTERN), z.string().max(200)),
});

/** A closed day, with the facts of its row in the journal. */
export const ZView = z.strictObject({
  day: own<ClosedDay>(),
  /** Epoch ms. */
  at: z.int(),
  hash: z.string(),
  signed: z.boolean(),
  /** See `isDateKept`. */
  dateKept: z.boolean(),
});
export type ZView = z.infer<typeof ZView>;

/** A business date such as '2026-11-23'. */
export const DayInput = z.strictObject({ date: z.iso.date() });

export const ReconciliationView = z.strictObject({
  /** The business date. */
  date: z.string(),
  /** The latest reconciliation, and when it was (epoch ms); null when there was none. */
  last: z.strictObject({ day: own<Reconciliation>(), at: z.int() }).nullable(),
});
export type ReconciliationView = z.infer<typeof ReconciliationView>;
