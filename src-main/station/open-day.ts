/** The shifts and business days of a counter, put together. */
import type { BusinessDays, DayRule } from '#domain/shop/business-day.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import type { Report } from '#domain/day/report.ts';
import { PACE } from '#domain/pace.ts';
import { DayDesk } from '#services/day/close-day.ts';
import type { DayJournal } from '#services/journal-ports.ts';
import type { SigningKey } from '#services/ports.ts';
import { TrainingShift } from '#services/day/training-shift.ts';
import type { ReconcilePorts } from '#services/reconcile/reconcile.ts';
import { Reconciler } from '#services/reconcile/reconcile.ts';
import { readReport } from '#services/day/report.ts';
import { Shifts } from '#services/day/run-shift.ts';
import type { SaleTerms } from '#services/payment/take-payment.ts';
import { breathe } from '#sqlite/care/background.ts';

export interface StationDay {
  readonly days: BusinessDays;
  readonly shifts: Shifts;
  readonly desk: DayDesk;
  readonly journal: DayJournal;
  readonly reconciler: Reconciler;
  /** The X. */
  readonly report: () => Promise<Report>;
  /** Null where selling is no practice. */
  readonly trainingShift: TrainingShift | null;
}

export interface StationDayPorts extends Omit<ReconcilePorts, 'days'> {
  readonly terms: SaleTerms;
  readonly rule: DayRule;
  readonly key: SigningKey;
}

export const openDay = (around: StationDayPorts): StationDay => {
  const { journal, clock, log, terms, rule, key } = around;
  const days = businessDays(rule);
  const ports = { journal, days, clock, breathe };
  const shifts = new Shifts(ports);
  const reconciler = new Reconciler({ ...around, days });
  const isPractice = terms.environment === 'training' || terms.environment === 'bench';
  return {
    days,
    shifts,
    desk: new DayDesk({
      ...ports,
      shifts,
      terminal: terms.terminal,
      key,
      reconcile: (dates, by) => reconciler.reconcileWithin(PACE.reconciling.closeWaits, dates, by),
    }),
    journal: journal,
    reconciler,
    report: async () => readReport(ports),
    trainingShift: isPractice ? new TrainingShift(shifts, log) : null,
  };
};
