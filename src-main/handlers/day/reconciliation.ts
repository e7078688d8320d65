/** Calls that reconcile a business day with the gateway's list. */
import type { CallInput } from '#contract/calls.ts';
import type { ReconciliationView } from '#contract/views/day-views.ts';
import type { Problem, Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { DayJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Reconciler } from '#services/reconcile/reconcile.ts';
import { answerExport } from '#handlers/export.ts';
import type { Handlers } from '#handlers/handlers.ts';

export interface ReconciliationHandlerPorts {
  readonly reconciler: Pick<Reconciler, 'reconcile'>;
  readonly businessDays: Pick<BusinessDays, 'dateOf'>;
  readonly journal: Pick<DayJournal, 'reconciliation'>;
  readonly exports: Pick<ExportDesk, 'writeReconciliation'>;
  /** Why this till cannot call its gateway at all; null if it can. */
  readonly blocked: Problem | null;
  readonly clock: Clock;
  readonly log: Log;
}

const view = (date: string, recorded: Recorded<'reconciled'> | undefined): ReconciliationView => ({
  date,
  last: recorded ? { day: recorded.record, at: recorded.at } : null,
});

const reconcile = async (
  { reconciler, businessDays, blocked, clock }: ReconciliationHandlerPorts,
  { date }: CallInput<'day.reconcile'>,
  by: Person,
): Promise<Reply<ReconciliationView>> => {
  if (blocked) return { ok: false, problem: blocked };
  if (date > businessDays.dateOf(clock.now())) return refuse('request-refused');
  return { ok: true, value: view(date, await reconciler.reconcile(date, by)) };
};

export const reconciliationHandlers = (ports: ReconciliationHandlerPorts) =>
  ({
    'day.reconcile': async (input, { by }) => reconcile(ports, input, by),
    'day.reconciliation': ({ date }) => ({
      ok: true,
      value: view(date, ports.journal.reconciliation(date)),
    }),
    'day.exportReconciliation': async ({ date }, { by }) =>
      answerExport(ports.log, () => ports.exports.writeReconciliation(date, by)),
  }) satisfies Partial<Handlers>;
