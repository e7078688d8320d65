import type { PaymentRecord } from './records.ts';
import { awaitsCustomer, STATUS } from './statuses.ts';
import type { PlannedStep, Step } from './steps.ts';

type Timeline = { readonly steps: Step[]; readonly expiresAt?: number | null };

/**
 * The step in force at `at` (epoch ms). No timers: the status follows from the steps whenever it is read, so that a
 * test can set the clock by hand.
 */
export function stepAt(record: Timeline, at: number): Step {
  const expiry: Step = { at: record.expiresAt ?? Infinity, statusId: STATUS.expired, reasons: null };
  const past = [...record.steps, expiry].filter((step) => step.at <= at).sort((a, b) => a.at - b.at);
  const opening: Step = { at, statusId: STATUS.open, reasons: null };
  return past.reduce(
    (current, step) => (step === expiry && !awaitsCustomer(current.statusId) ? current : step),
    opening,
  );
}

/** The status ID in force at `at` (epoch ms). */
export function statusAt(record: Timeline, at: number): number {
  return stepAt(record, at).statusId;
}

/** When the payment became Success (epoch ms), or undefined while it is not. */
export function paidAt(payment: PaymentRecord, at: number): number | undefined {
  const step = stepAt(payment, at);
  return step.statusId === STATUS.success ? step.at : undefined;
}

/** Turns planned steps into dated ones, counted from `from` (epoch ms). */
export function schedule(steps: readonly PlannedStep[], from: number): Step[] {
  return steps.map(({ afterMs, statusId, reasons }) => ({
    at: from + afterMs,
    statusId,
    reasons: reasons ?? null,
  }));
}

/** The record with new plans: steps after `at` are dropped. */
export function reschedule<R extends Timeline>(record: R, at: number, steps: readonly PlannedStep[]): R {
  return { ...record, steps: [...record.steps.filter((step) => step.at <= at), ...schedule(steps, at)] };
}

/** The record as it was when created: only its first step. */
export function asCreated<R extends Timeline>(record: R): R {
  return { ...record, steps: record.steps.slice(0, 1) };
}
