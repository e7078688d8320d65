import type { PaymentRecord, Reason, Step } from './records.ts';
import { awaitsCustomer, STATUS } from './statuses.ts';

/** A step planned relative to some moment, as the scenario table writes it. */
export type LaterStep = { readonly afterMs: number; readonly statusId: number; readonly reasons?: Reason[] };

type Lived = { readonly steps: Step[]; readonly expiresAt?: number | null };

/**
 * The step in force at `at` (epoch ms). Nothing ticks: the status is worked out from the plan when somebody asks,
 * so that a hand-wound clock works as well as the real one.
 */
export function stepAt(record: Lived, at: number): Step {
  const expiry: Step = { at: record.expiresAt ?? Infinity, statusId: STATUS.expired, reasons: null };
  const past = [...record.steps, expiry].filter((step) => step.at <= at).sort((a, b) => a.at - b.at);
  const opening: Step = { at, statusId: STATUS.open, reasons: null };
  return past.reduce(
    (current, step) => (step === expiry && !awaitsCustomer(current.statusId) ? current : step),
    opening,
  );
}

/** The status ID in force at `at` (epoch ms). */
export function statusAt(record: Lived, at: number): number {
  return stepAt(record, at).statusId;
}

/** When the payment became Success, or undefined while it is not. */
export function paidAt(payment: PaymentRecord, at: number): number | undefined {
  const step = stepAt(payment, at);
  return step.statusId === STATUS.success ? step.at : undefined;
}

/** Turns planned steps into dated ones. */
export function dated(steps: readonly LaterStep[], from: number): Step[] {
  return steps.map(({ afterMs, statusId, reasons }) => ({
    at: from + afterMs,
    statusId,
    reasons: reasons ?? null,
  }));
}

/** The record with a new future: what was planned but has not happened by `at` is dropped. */
export function divert<R extends Lived>(record: R, at: number, steps: readonly LaterStep[]): R {
  return { ...record, steps: [...record.steps.filter((step) => step.at <= at), ...dated(steps, at)] };
}

/** The record as its creation left it, whatever happened since: its first step is all it knows. */
export function asCreated<R extends Lived>(record: R): R {
  return { ...record, steps: record.steps.slice(0, 1) };
}
