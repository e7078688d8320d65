/** Checks the last reconciliation of a closed day against both sides' records, once everything has ended. */
import type { Reconciliation, ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { AtGateway, GatewayRecords, Journaled, JournaledRefund } from './verdict.ts';
import { PAYMENTS, REFUNDS } from './verdict.ts';

/** A closed business day and its last reconciliation. */
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

/** Whether a line names a real difference: each side is as its records say. */
const isTrue = (
  { of, reference, here, there }: ReconciliationLine,
  { journal, records }: BothSides,
): boolean => {
  const ours: readonly Journaled[] = of === 'payment' ? journal.payments : journal.refunds;
  const theirs: readonly AtGateway[] = of === 'payment' ? records.payments : records.refunds;
  const journaled = ours.find((one) => one.reference === reference);
  const atGateway = theirs.find((one) => one.reference === reference);
  const { ends } = of === 'payment' ? PAYMENTS : REFUNDS;
  const agree =
    journaled &&
    atGateway &&
    journaled.state === ends[atGateway.statusId] &&
    journaled.amount === atGateway.amount;
  return (
    agree !== true &&
    journaled?.state === here?.state &&
    journaled?.amount === here?.amount &&
    atGateway?.statusId === there?.statusId &&
    atGateway?.amount === there?.amount
  );
};

/**
 * What is wrong with the last reconciliations: they are missing, do not include every payment, or report a
 * difference that is none.
 */
export const wrongReconciliations = (days: readonly ReconciledDay[], both: BothSides): readonly string[] =>
  days.flatMap(({ date, last, payments }) => {
    if (!last || last.result === 'not-reconciled') return [`${date}: never reconciled`];
    const { matched, 'only-here': onlyHere, different } = last.payments;
    const seen = matched + onlyHere + different;
    return [
      ...(seen === payments ? [] : [`${date}: ${seen}payments reconciled, the journal has ${payments}`]),
      ...last.lines
        .filter((line) => !isTrue(line, both))
        .map(({ of, reference, why }) => `${date}: ${of} ${reference} is reported as ${why}, and is not`),
    ];
  });
