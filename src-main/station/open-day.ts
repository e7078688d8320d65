import { businessDays as businessDaysOf, dayRuleOf } from '#domain/shop/business-day.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Changes } from '#services/changes.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { readReport } from '#services/day/report.ts';
import type { RowsSinceZ } from '#services/day/rows-since-z.ts';
import { Shifts } from '#services/day/shifts.ts';
import { TrainingShift } from '#services/day/training-shift.ts';
import type { SigningKey } from '#services/ports.ts';
import { OtherTills } from '#services/reconcile/other-tills.ts';
import type { ReconcilePorts } from '#services/reconcile/reconcile.ts';
import { Reconciler } from '#services/reconcile/reconcile.ts';
import { yieldNow } from '#sqlite/worker/background.ts';
import type { StationDay } from './station.ts';

export interface OpenDayDeps extends Omit<ReconcilePorts, 'days' | 'otherTills' | 'yieldNow'> {
  readonly settings: EffectiveSettings;
  readonly key: SigningKey;
  readonly changes: Changes;
}

/** Adds up new rows as they are written, from some time after the start, so that an X or a Z need not. */
const readRowsAhead = ({ changes, clock, log }: OpenDayDeps, sinceZ: RowsSinceZ): StationDay['readAhead'] => {
  const start = new Alarm(clock);
  let stopListening = (): void => undefined;
  const readAhead = (): void => {
    sinceZ.readAhead().catch((error: unknown) => {
      // A person who asks for a report sees the error; retrying at each change would fill the log.
      stopListening();
      log.error('the rows since the last Z could not be added up', { error });
    });
  };
  return {
    begin: () =>
      start.setIn(PACE.journalCare.firstCheck, () => {
        stopListening = changes.on('written', readAhead);
        readAhead();
      }),
    stop: () => {
      start.cancel();
      stopListening();
      sinceZ.stop();
    },
  };
};

/** The shifts and business days of a station. */
export const openDay = (deps: OpenDayDeps): StationDay => {
  const { journal, clock, log, settings, installation, key } = deps;
  const businessDays = businessDaysOf(dayRuleOf(settings, clock.now()));
  const ports = { journal, days: businessDays, clock, yieldNow };
  const shifts = new Shifts(ports);
  const otherTills = new OtherTills(journal, deps.changes);
  const reconciler = new Reconciler({ ...deps, days: businessDays, otherTills, yieldNow });
  const isTraining = settings.environment === 'training' || settings.environment === 'bench';
  const dayDesk = new DayDesk({
    ...ports,
    shifts,
    terminal: settings.terminal,
    installation,
    key,
    reconcile: (dates, by) => reconciler.reconcileWithin(PACE.reconciling.closeWaits, dates, by),
  });
  return {
    businessDays,
    shifts,
    dayDesk,
    reconciler,
    otherTills,
    xReport: async () => readReport(ports, dayDesk.sinceZ),
    readAhead: readRowsAhead(deps, dayDesk.sinceZ),
    yieldNow,
    trainingShift: isTraining ? new TrainingShift(shifts, log) : null,
  };
};
