/** What the journal's rows of closed shifts and days must hold. */
import { z } from 'zod';
import type { Reconciliation } from '#domain/day/reconciliation.ts';
import { DIFFERENCE_KINDS, DIFFERENCES } from '#domain/day/reconciliation.ts';
import type { ClosedDay, Seal, SignOff } from '#domain/day/report.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { person } from './payment-rows.ts';

const byCurrency = z.record(
  z.string(),
  z.strictObject({ count: z.int(), sum: z.int() }),
) satisfies z.ZodType<ByCurrency>;

const totals = <const K extends string>(names: readonly K[]) => z.partialRecord(z.enum(names), byCurrency);

/** What became of payments and refunds. */
export const endTotals = {
  payments: totals(['started', 'paid', 'cancelled', 'expired', 'failed']),
  refunds: totals(['asked', 'refunded', 'failed']),
};

export const signOff = z.strictObject({ by: person, note: z.string() }) satisfies z.ZodType<SignOff>;

const grandTotal = z.record(z.string(), z.strictObject({ paid: z.int(), refunded: z.int() }));

const money = { reference: z.string(), amount: z.int(), currency: z.string() };
const latePayment = { ...money, was: z.enum(['cancelled', 'expired', 'failed']) };
/** Late money as the first Zs told it. */
const acceptedOrNot = z
  .strictObject({ ...latePayment, accepted: z.boolean() })
  .transform(({ accepted, ...line }) => ({
    ...line,
    settled: accepted ? ('accepted' as const) : ('open' as const),
    earlier: false,
  }));
const moved = { paid: byCurrency, refunded: byCurrency };
const refundStates = ['sending', 'unknown', 'requested', 'refunded', 'failed'] as const;
/** Of both payments and refunds. */
const anyState = z.enum([...refundStates, 'open', 'pending', 'paid', 'cancelled', 'expired']);
const reconciliationResult = z.enum(['matched', 'different', 'not-reconciled']);

const reconciliationCounts = z.strictObject({
  matched: z.int(),
  'only-here': z.int(),
  'only-there': z.int(),
  different: z.int(),
});
const reconciledDay = {
  date: z.iso.date(),
  result: reconciliationResult,
  payments: reconciliationCounts,
  refunds: reconciliationCounts,
};

const report = z.strictObject({
  rows: z.strictObject({ first: z.int(), last: z.int() }),
  from: z.int().nullable(),
  to: z.int(),
  references: z.strictObject({ first: z.string(), last: z.string() }).nullable(),
  ...endTotals,
  net: z.record(z.string(), z.int()),
  grandTotal: z.strictObject({ before: grandTotal, after: grandTotal }),
  cashiers: z.array(z.strictObject({ cashier: person.nullable(), ...moved })).readonly(),
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...moved })).readonly(),
  refundLines: z
    .array(
      z.strictObject({
        ...money,
        paymentReference: z.string(),
        state: z.enum(refundStates),
        askedBy: person.nullable(),
        approvedBy: person.nullable(),
      }),
    )
    .readonly(),
  late: z
    .array(
      z.union([
        z.strictObject({
          ...latePayment,
          settled: z.enum(['open', 'accepted', 'given-back']),
          earlier: z.boolean(),
        }),
        acceptedOrNot,
      ]),
    )
    .readonly(),
  unresolved: z
    .array(
      z.strictObject({
        ...money,
        kind: z.enum(['payment', 'refund']),
        state: anyState,
        startedAt: z.int(),
        signedOff: signOff.nullable(),
      }),
    )
    .readonly(),
  shifts: z
    .array(
      z.strictObject({
        number: z.int(),
        openedBy: person,
        openedAt: z.int(),
        closedBy: person.nullable(),
        closedAt: z.int().nullable(),
      }),
    )
    .readonly(),
  pinFailures: z.int(),
  reprints: z.int(),
  /** Rows that are older than this do not say it. */
  compared: z.array(z.strictObject(reconciledDay)).readonly().default([]),
  reconciliation: reconciliationResult,
  previousHash: z.string().nullable(),
  journalHead: z.string().nullable(),
});

export const closedDay = z.strictObject({
  number: z.int().min(1),
  by: person,
  date: z.iso.date(),
  clockWasBehind: z.boolean(),
  cutOff: z.string(),
  timeZone: z.string(),
  storeName: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  report,
}) satisfies z.ZodType<ClosedDay>;

export const seal = z.strictObject({
  publicKey: z.base64(),
  signature: z.base64(),
}) satisfies z.ZodType<Seal>;

export const reconciliation = z.strictObject({
  ...reconciledDay,
  from: z.int(),
  to: z.int(),
  /** In rows that do not say so, it was asked for no others. */
  refundsAsked: z.enum(['every', 'known']).default('known'),
  mended: z.int(),
  lines: z
    .array(
      z.strictObject({
        of: z.enum(['payment', 'refund']),
        kind: z.enum(DIFFERENCE_KINDS),
        why: z.enum(DIFFERENCES),
        reference: z.string(),
        paymentReference: z.string(),
        gatewayId: z.string().nullable(),
        here: z.strictObject({ state: anyState, amount: z.int(), currency: z.string() }).nullable(),
        there: z
          .strictObject({ statusId: z.int(), amount: z.int(), currency: z.string().nullable() })
          .nullable(),
      }),
    )
    .readonly(),
  by: person.nullable(),
}) satisfies z.ZodType<Reconciliation>;
