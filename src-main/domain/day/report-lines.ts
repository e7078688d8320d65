/** The lines of an X or Z: their types, and the schemas that the journal checks them by. */
import { z } from 'zod';
import type { Immutable } from '#domain/immutable.ts';
import { hundredths } from '#domain/money-schema.ts';
import { person } from '#domain/staff/person-schema.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { BY_HAND_ENDS, PAYMENT_COUNTS, PAYMENT_ENDS, REFUND_COUNTS } from './ends.ts';

const byCurrency = z.record(
  z.string(),
  z.strictObject({ count: z.int(), sum: hundredths }),
) satisfies z.ZodType<ByCurrency>;

const totals = <const K extends string>(names: readonly K[]) => z.partialRecord(z.enum(names), byCurrency);

/**
 * How many payments and refunds began and how they ended; each end is counted once, in the report that covers its row.
 */
export const endTotals = {
  payments: totals(PAYMENT_COUNTS),
  refunds: totals(REFUND_COUNTS),
  /** Left out if nothing was settled by hand or corrected. */
  byHand: z
    .strictObject({
      /** By the outcome they were settled with; each is counted above by its end as well. */
      settled: totals(BY_HAND_ENDS),
      /**
       * By the outcome that the gateway reports instead. A payment that turns out not paid, or a refund not refunded,
       * was counted when it was settled, in these rows or earlier ones; it is subtracted from the net and the grand
       * total.
       */
      corrected: totals(BY_HAND_ENDS),
    })
    .exactOptional(),
};

const refundStates = ['sending', 'unknown', 'requested', 'refunded', 'failed'] as const;
/** The states of payments and refunds together. */
export const anyState = z.enum([...refundStates, 'open', 'pending', 'paid', 'cancelled', 'expired']);

const money = { reference: z.string(), amount: hundredths, currency: z.string() };
const moved = { paid: byCurrency, refunded: byCurrency };

/** A refund that began or ended in these rows, as it stood at their end. */
export const refundLine = z.strictObject({
  ...money,
  paymentReference: z.string(),
  state: z.enum(refundStates),
  askedBy: person.nullable(),
  approvedBy: person.nullable(),
});
export type RefundLine = Immutable<z.infer<typeof refundLine>>;

const latePayment = { ...money, was: z.enum(PAYMENT_ENDS).exclude(['paid']) };

const currentLateLine = z.strictObject({
  ...latePayment,
  /** `accepted` as a sale by a person; `given-back`: refunded in full, or its refunds are under way. */
  settled: z.enum(['open', 'accepted', 'given-back']),
  /** It was paid before these rows, so an earlier Z counts it. */
  earlier: z.boolean(),
});

/** A late payment: paid in these rows, or paid earlier and changed in them. `was`: how it had ended before. */
export type LateLine = Immutable<z.infer<typeof currentLateLine>>;

/** A late payment as the earliest Zs stored it. */
const firstLateLine = z
  .strictObject({ ...latePayment, accepted: z.boolean() })
  .transform(({ accepted, ...line }): LateLine => ({
    ...line,
    settled: accepted ? 'accepted' : 'open',
    earlier: false,
  }));

export const lateLine = z.union([currentLateLine, firstLateLine]);

export const signOff = z.strictObject({ by: person, note: z.string() });
export type SignOff = Immutable<z.infer<typeof signOff>>;

/** A payment or refund whose outcome is not known yet. */
export const unresolvedLine = z.strictObject({
  ...money,
  kind: z.enum(['payment', 'refund']),
  state: anyState,
  /** Epoch ms. */
  startedAt: z.int(),
  /** Null until a manager signs it off. */
  signedOff: signOff.nullable(),
});
export type UnresolvedLine = Immutable<z.infer<typeof unresolvedLine>>;

export const shiftLine = z.strictObject({
  number: z.int(),
  openedBy: person,
  openedAt: z.int(),
  /** Both null while it is open. */
  closedBy: person.nullable(),
  closedAt: z.int().nullable(),
});
export type ShiftLine = Immutable<z.infer<typeof shiftLine>>;

/** `cashier` is null for what was taken while nobody was signed in. */
export const cashierLine = z.strictObject({ cashier: person.nullable(), ...moved });
export type CashierLine = Immutable<z.infer<typeof cashierLine>>;

/** `hour` is 0 … 23, in the shop's time zone. */
export const hourLine = z.strictObject({ hour: z.int().min(0).max(23), ...moved });
export type HourLine = Immutable<z.infer<typeof hourLine>>;

/** Rows that the journal lost, or may have lost. */
export const lostTail = z.strictObject({
  /** How many; null if nothing shows whether any were lost. */
  rows: z.int().min(1).nullable(),
  /**
   * When the last remaining row was written (0 for none), and when the last lost one was (null if unknown); epoch ms.
   */
  since: z.int(),
  until: z.int().nullable(),
  /** The highest Z number used so far, and how many Zs were lost. */
  zs: z.int(),
  zsLost: z.int(),
});
export type LostTail = Immutable<z.infer<typeof lostTail>>;
