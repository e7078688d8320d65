/** The calls about days held against the gateway's list. */
import type { CallInput } from '#contract/calls.ts';
import type { ReconciliationView } from '#contract/day-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { Station } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';
import type { DayHandlerPorts } from './day.ts';
import { answerExport } from './export.ts';

export interface ReconciliationHandlerPorts extends Pick<DayHandlerPorts, 'clock' | 'log'> {
  readonly station: () => Pick<Station, 'day' | 'blocked'> & {
    readonly exports: Pick<ExportDesk, 'writeReconciliation'>;
  };
}

const view = (date: string, recorded: Recorded<'reconciled'> | undefined): ReconciliationView => ({
  date,
  last: recorded ? { day: recorded.record, at: recorded.at } : null,
});

const reconcile = async (
  { station, clock }: ReconciliationHandlerPorts,
  { date }: CallInput<'day.reconcile'>,
  by: Person,
): Promise<Reply<ReconciliationView>> => {
  const { day, blocked } = station();
  if (blocked) return { ok: false, problem: blocked };
  if (date > day.days.dateOf(clock.now())) return refuse('request-refused');
  return { ok: true, value: view(date, await day.reconciler.reconcile(date, by)) };
};

export const reconciliationHandlers = (ports: ReconciliationHandlerPorts) =>
  ({
    'day.reconcile': async (input, { by }) => reconcile(ports, input, by),
    'day.reconciliation': ({ date }) => ({
      ok: true,
      value: view(date, ports.station().day.journal.reconciliation(date)),
    }),
    'day.exportReconciliation': async ({ date }, { by }) =>
      answerExport(ports.log, () => ports.station().exports.writeReconciliation(date, by)),
  }) satisfies Partial<GuardedHandlers>;
