import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import { PACE } from '#domain/pace.ts';
import { blocksUntil, cancelOverdueAt } from '#domain/payment/next-charge.ts';
import type { Payment, PaymentEvent, SettledAs } from '#domain/payment/payment.ts';
import { isFinal, isUnsettled } from '#domain/payment/payment.ts';
import { mayBeSettled, reportOf } from '#domain/payment/settled-by-hand.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Settlement } from '#domain/story/by-hand.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import { everyUnfinishedPayment } from '#services/read-or-replay.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { Runs } from '#services/gateway/runs.ts';
import type { Journal, OnUnreadable } from '#services/journal-ports.ts';
import { LearnedPolls } from './learned-polls.ts';
import { hasEndedUnpaid } from './listed-payment.ts';
import { NotedPayments } from './noted-payments.ts';
import type { PaymentRun } from './run-payment.ts';
import { runPayment } from './run-payment.ts';

export interface PaymentTrackerPorts extends GatewayLoopPorts {
  readonly journal: Journal;
  readonly gateway: Gateway;
  /** Who is signed in. */
  readonly signedIn: () => Person | null;
  readonly changes: Emits<'payment' | 'status'>;
}

/** Tracks payments to their end, and applies what people and the gateway report about them afterwards. */
export class PaymentTracker {
  readonly #ports: PaymentTrackerPorts;
  readonly #onChange: (payment: Payment) => void;
  readonly #runs = new Runs<Payment, PaymentEvent>();
  readonly #noted = new NotedPayments();
  readonly #polls: LearnedPolls;
  readonly #logUnreadable: OnUnreadable = (error) =>
    this.#ports.log.error('a payment of the journal cannot be read', { error });

  /** `onChange` is called when a change is in the journal, before the windows get it. */
  constructor(ports: PaymentTrackerPorts, onChange: (payment: Payment) => void) {
    this.#ports = ports;
    this.#onChange = onChange;
    this.#polls = new LearnedPolls(ports);
  }

  /** Payments that have not ended, oldest first. */
  get unfinished(): readonly Payment[] {
    return this.#runs.states.filter((payment) => !isFinal(payment));
  }

  /** With those whose rows cannot be read, which nobody can track. */
  get everyUnfinished(): readonly Payment[] {
    return everyUnfinishedPayment(this.#ports.journal);
  }

  /** Payments whose sale another charge may repeat: those unfinished, or ended in the last minutes. */
  get recent(): readonly Payment[] {
    return [...this.#noted.endedJustNow, ...this.unfinished];
  }

  /** Payments that are late, mismatched or corrected as not paid, and wait for a person; oldest first. */
  get unsettled(): readonly Payment[] {
    return this.#noted.unsettled;
  }

  /** The run of a payment that is being tracked. */
  run(reference: string): PaymentRun | undefined {
    return this.#runs.get(reference);
  }

  /** `sentBefore` says that an earlier run of the program may have sent it. */
  track(payment: Payment, sentBefore: boolean): void {
    const { clock, changes } = this.#ports;
    const overdue = new Alarm(clock);
    const tellWhenOverdue = (changed: Payment): void => {
      const at = cancelOverdueAt(changed);
      if (at !== null) overdue.setAt(at, () => changes.emit('status'));
    };
    const onChange = (changed: Payment): void => {
      this.#changed(changed);
      tellWhenOverdue(changed);
    };
    const run = runPayment({ ...this.#ports, polls: () => this.#polls.now, onChange }, payment, sentBefore);
    this.#runs.add(run);
    if (isFinal(payment)) return;
    // By time alone a payment may be parked and the till is unblocked; no other change would tell the windows.
    tellWhenOverdue(payment);
    const unblocked = new Alarm(clock);
    unblocked.setAt(blocksUntil(payment), () => changes.emit('status'));
    void run.ended.then(() => {
      unblocked.cancel();
      overdue.cancel();
    });
  }

  /** The journal's unfinished and still watched payments that are not tracked yet, oldest first. Reads a week of them. */
  untracked(onUnreadable: OnUnreadable = this.#logUnreadable): readonly Payment[] {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    return journal
      .unfinished(clock.now() - week, onUnreadable)
      .filter(({ reference }) => !this.#runs.has(reference));
  }

  /** Tracks those that are not tracked yet. */
  trackUnfinished(untracked = this.untracked()): void {
    for (const payment of untracked) {
      if (isUnsettled(payment)) this.#note(payment);
      this.track(payment, true);
    }
  }

  /** At the start of the till: tracks the payments in `untracked`, and notes those started since `since` (epoch ms). */
  resume(untracked: readonly Payment[], since: number, onUnreadable = this.#logUnreadable): void {
    const { journal, clock } = this.#ports;
    this.trackUnfinished(untracked);
    for (const payment of journal.startedBetween(since, clock.now(), onUnreadable)) this.#note(payment);
  }

  /**
   * A person accepts an unsettled payment, which they were shown in this state, if that is known; undefined if it is not
   * unsettled, or if its state has changed: what the gateway corrected as not paid may be paid after all.
   */
  acceptUnsettled(reference: string, shown: Payment['state'] | undefined): Payment | undefined {
    const { signedIn } = this.#ports;
    const payment = this.#noted.unsettledOf(reference);
    if (!payment || (shown !== undefined && payment.state !== shown)) return undefined;
    return this.#apply(reference, { type: 'late-accepted', by: signedIn() });
  }

  /** Whether a person may settle it by hand now. */
  maySettle(payment: Payment): boolean {
    return mayBeSettled(payment, this.#ports.clock.now());
  }

  /** A manager settles it; undefined if that is not allowed now. */
  settle(reference: string, settlement: Settlement<SettledAs>): Payment | undefined {
    return this.#ports.journal.payment(reference)
      ? this.#apply(reference, { type: 'settled', ...settlement })
      : undefined;
  }

  /**
   * The gateway has reported the status of a payment outside its run, as reconciliation does. An end without money under
   * another ID than the payment is known by may be a refused duplicate's, so only the run, which asks for both, believes
   * it.
   */
  applyStatus(reference: string, reported: GatewayPayment): void {
    const payment = this.#ports.journal.payment(reference);
    if (!payment || isDuplicate(reported)) return;
    const isUnderItsId = payment.gateway === null || payment.gateway.id === reported.id;
    if (isUnderItsId || !hasEndedUnpaid(reported)) this.#apply(reference, reportOf(payment, reported));
  }

  /** The machine was asleep: looks up every unfinished payment at once. */
  wake(): void {
    this.#runs.wake((payment) => !isFinal(payment));
  }

  /** The office says that the gateway has news about a payment, so it is looked up at once. */
  hint(reference: string): void {
    this.#runs.hint(reference);
  }

  async stop(): Promise<void> {
    await this.#runs.stop();
  }

  #apply(reference: string, event: PaymentEvent): Payment | undefined {
    const { journal, clock } = this.#ports;
    const run = this.#runs.get(reference);
    if (run) return run.apply(event);
    const payment = journal.append(reference, event, clock.now());
    if (!payment) return undefined;
    this.#changed(payment);
    // One that is corrected after it was watched may still be paid late.
    this.track(payment, true);
    return payment;
  }

  #changed(payment: Payment): void {
    this.#onChange(payment);
    this.#note(payment);
    this.#polls.note(payment);
    this.#ports.changes.emit('payment', payment);
  }

  #note(payment: Payment): void {
    this.#noted.note(payment, this.#ports.clock.now());
  }
}
