/**
 * Decides when business days are reconciled with the gateway's list. This runs in the background while sales go on.
 * Each result is journaled.
 */
import type { Reconciliation } from '#domain/day/reconciliation.ts';
import { reconciliationOf } from '#domain/day/reconciliation.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { incompleteListWait, PACE } from '#domain/pace.ts';
import type { Person } from '#domain/staff/staff.ts';
import { Alarm } from '#services/alarm.ts';
import { Queue } from '#services/queue.ts';
import { unlessAborted } from '#services/unless-aborted.ts';
import type { DayDifferences, ReconcileDayPorts, Unreconciled } from './reconcile-day.ts';
import { DayReconciler } from './reconcile-day.ts';
import type { OtherTills } from './other-tills.ts';

export interface ReconcilePorts extends ReconcileDayPorts {
  readonly otherTills: Pick<OtherTills, 'reconciled'>;
  /** Whether no customer is being served and the gateway may be reachable. */
  readonly isFree: () => boolean;
}

export class Reconciler {
  readonly #ports: ReconcilePorts;
  readonly #day: DayReconciler;
  readonly #stopped = new AbortController();
  /** One reconciliation at a time. */
  readonly #queue = new Queue();
  readonly #nextCatchUp: Alarm;
  /** Days that stayed unproven: how often, and when they are due again (ms of the steady clock). */
  readonly #unproven = new Map<string, { readonly times: number; readonly dueAt: number }>();

  constructor(ports: ReconcilePorts) {
    this.#ports = ports;
    this.#day = new DayReconciler(ports);
    this.#nextCatchUp = new Alarm(ports.clock);
  }

  /**
   * Reconciles a business date without a time limit and journals the result. Throws DiskFailed, as does everything here
   * that writes.
   */
  async reconcile(date: string, by: Person): Promise<Recorded<'reconciled'>> {
    const found = await this.#reconcileUntil(this.#stopped.signal, date);
    return this.#write({ date, by, refundsAsked: 'every' }, found);
  }

  /**
   * Reconciles business dates one after another, the newest first, within `withinMs` in all, and journals a result for
   * each, even for those not reached. Refunds made elsewhere are asked for as time allows.
   */
  async reconcileWithin(withinMs: number, dates: readonly string[], by: Person): Promise<void> {
    const { clock } = this.#ports;
    const [timeUp, late] = [new AbortController(), new AbortController()];
    const over = AbortSignal.any([timeUp.signal, this.#stopped.signal]);
    const alarms = [new Alarm(clock), new Alarm(clock)] as const;
    alarms[0].setIn(withinMs, () => timeUp.abort());
    alarms[1].setIn(PACE.reconciling.closeAsksElsewhere, () => late.abort());
    try {
      for (const date of [...dates].sort().toReversed()) {
        const found = await this.#reconcileUntil(over, date, late.signal);
        this.#write({ date, by, refundsAsked: 'known' }, found);
      }
    } finally {
      for (const alarm of alarms) alarm.cancel();
    }
  }

  /** From now on reconciles the days that were closed without it, one after another, when the till is free. */
  keepCatchingUp(): void {
    this.#nextCatchUp.setIn(PACE.reconciling.everyCatchUp, () => void this.#catchUp());
  }

  /** Stops everything; settles when nothing is running. */
  async stop(): Promise<void> {
    this.#nextCatchUp.cancel();
    this.#stopped.abort();
    await this.#queue.settled();
  }

  async #catchUp(): Promise<void> {
    const { journal, isFree, clock, log } = this.#ports;
    const isDue = (date: string): boolean => clock.steady() >= (this.#unproven.get(date)?.dueAt ?? 0);
    try {
      for (const date of journal.unreconciledDays().filter(isDue)) {
        const found = isFree() ? await this.#reconcileUntil(this.#stopped.signal, date) : 'unanswered';
        if (found === 'unanswered') break;
        if (found === 'unproven') this.#postpone(date);
        else this.#write({ date, by: null, refundsAsked: 'every' }, found);
      }
    } catch (error) {
      log.error('closed days could not be reconciled', { error });
    }
    if (!this.#stopped.signal.aborted) this.keepCatchingUp();
  }

  /** For longer each time: the day may stay unproven, and each of its payments takes a call. */
  #postpone(date: string): void {
    const times = (this.#unproven.get(date)?.times ?? 0) + 1;
    this.#unproven.set(date, { times, dueAt: this.#ports.clock.steady() + incompleteListWait(times) });
  }

  /** 'unanswered' if the gateway did not answer, or not in time. */
  async #reconcileUntil(
    over: AbortSignal,
    date: string,
    late: AbortSignal = over,
  ): Promise<DayDifferences | Unreconciled> {
    if (over.aborted) return 'unanswered';
    const reconciled = this.#queue.add(() => this.#day.reconcile(date, over, late));
    return unlessAborted(over, reconciled, 'unanswered');
  }

  #write(
    day: Pick<Reconciliation, 'date' | 'by' | 'refundsAsked'>,
    result: DayDifferences | Unreconciled,
  ): Recorded<'reconciled'> {
    const { journal, clock, days, otherTills } = this.#ports;
    const found = typeof result === 'string' ? null : result;
    const refundsAsked = found?.refundsAsked ?? day.refundsAsked;
    const reconciliation = reconciliationOf({ ...day, refundsAsked, ...days.rangeOf(day.date) }, found);
    const recorded = journal.record({ type: 'reconciled', ...reconciliation }, clock.now());
    otherTills.reconciled(recorded.record);
    return recorded;
  }
}
