import { businessDays as businessDaysOf, dayRuleOf } from '#domain/shop/business-day.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { PACE } from '#domain/pace.ts';
import type { Changes } from '#services/changes.ts';
import { DayDesk } from '#services/day/close-day.ts';
import { readReport } from '#services/day/report.ts';
import { Shifts } from '#services/day/run-shift.ts';
import { TrainingShift } from '#services/day/training-shift.ts';
import type { SigningKey } from '#services/ports.ts';
import { OtherTills } from '#services/reconcile/other-tills.ts';
import type { ReconcilePorts } from '#services/reconcile/reconcile.ts';
import { Reconciler } from '#services/reconcile/reconcile.ts';
import { breathe } from '#sqlite/care/background.ts';
import type { StationDay } from './station.ts';

export interface OpenDayDeps extends Omit<ReconcilePorts, 'days' | 'otherTills'> {
  readonly settings: EffectiveSettings;
  readonly key: SigningKey;
  readonly changes: Changes;
}

/** The shifts and business days of a station. */
export const openDay = (deps: OpenDayDeps): StationDay => {
  const { journal, clock, log, settings, installation, key } = deps;
  const businessDays = businessDaysOf(dayRuleOf(settings, clock.now()));
  const ports = { journal, days: businessDays, clock, breathe };
  const shifts = new Shifts(ports);
  const otherTills = new OtherTills(journal, deps.changes);
  const reconciler = new Reconciler({ ...deps, days: businessDays, otherTills });
  const isTraining = settings.environment === 'training' || settings.environment === 'bench';
  return {
    businessDays,
    shifts,
    dayDesk: new DayDesk({
      ...ports,
      shifts,
      terminal: settings.terminal,
      installation,
      key,
      reconcile: (dates, by) => reconciler.reconcileWithin(PACE.reconciling.closeWaits, dates, by),
    }),
    reconciler,
    otherTills,
    xReport: async () => readReport(ports),
    trainingShift: isTraining ? new TrainingShift(shifts, log) : null,
  };
};
