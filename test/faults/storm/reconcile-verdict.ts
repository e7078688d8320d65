/** Holds what the last reconciliation of a closed day says against the records of both sides, when all has come to its end. */
import type { Reconciliation, ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { Booked, GatewayRecords, Journaled, JournaledRefund } from './verdict.ts';
import { PAYMENTS, REFUNDS } from './verdict.ts';

/** A closed business day, and how it was compared last. */
export interface ReconciledDay {
  readonly date: string;
  readonly last: Reconciliation | undefined;
  /** How many payments the journal has of it. */
  readonly payments: number;
}

interface BothSides {
  readonly journal: { readonly payments: readonly Journaled[]; readonly refunds: readonly JournaledRefund[] };
  readonly records: GatewayRecords;
}

/** Whether a line names a difference that there is: each side as its book has it, or has it not. */
const isTrue = (
  { of, reference, here, there }: ReconciliationLine,
  { journal, records }: BothSides,
): boolean => {
  const ours: readonly Journaled[] = of === 'payment' ? journal.payments : journal.refunds;
  const theirs: readonly Booked[] = of === 'payment' ? records.payments : records.refunds;
  const journaled = ours.find((one) => one.reference === reference);
  const booked = theirs.find((one) => one.reference === reference);
  const { ends } = of === 'payment' ? PAYMENTS : REFUNDS;
  const agree =
    journaled && booked && journaled.state === ends[booked.statusId] && journaled.amount === booked.amount;
  return (
    agree !== true &&
    journaled?.state === here?.state &&
    journaled?.amount === here?.amount &&
    booked?.statusId === there?.statusId &&
    booked?.amount === there?.amount
  );
};

/** What is amiss with the last comparisons: made of nothing, not of every payment, or telling what is not so. */
export const reconciliationsAmiss = (days: readonly ReconciledDay[], both: BothSides): readonly string[] =>
  days.flatMap(({ date, last, payments }) => {
    if (!last || last.result === 'not-reconciled') return [`${date}: never compared`];
    const { matched, 'only-here': onlyHere, different } = last.payments;
    const seen = matched + onlyHere + different;
    return [
      ...(seen === payments ? [] : [`${date}: ${seen} payments compared, the journal has ${payments}`]),
      ...last.lines
        .filter((line) => !isTrue(line, both))
        .map(({ of, reference, why }) => `${date}: ${of} ${reference} is said to be ${why}, and is not`),
    ];
  });
