import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import { blockingPayment, blocksUntil, mayBeDismissed } from '#domain/payment/next-charge.ts';
import type { Hundredths } from '#domain/money.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment, PaymentEvent, SettledAs } from '#domain/payment/payment.ts';
import { isFinal, isUnsettled } from '#domain/payment/payment.ts';
import { mayBeSettled, reportOf } from '#domain/payment/settled-by-hand.ts';
import type { SaleWords } from '#domain/payment/sale-words.ts';
import type { Settlement } from '#domain/story/by-hand.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { ActivityJournal, Journal } from '#services/journal-ports.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { Runs } from '#services/gateway/runs.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import { FreedTill } from './freed-till.ts';
import type { IntendPaymentPorts } from './intend-payment.ts';
import { intendPayment } from './intend-payment.ts';
import { NotedPayments } from './noted-payments.ts';
import { runPayment } from './run-payment.ts';
import type { Acknowledged, NotStarted, Started } from './start-refusal.ts';
import { conflictOf, inputRefusal } from './start-refusal.ts';

export type Unparked =
  | { readonly unparked: true; readonly payment: Payment }
  | { readonly unparked: false; readonly why: 'payment-running' | 'payment-ended' };

export interface PaymentDeskPorts extends IntendPaymentPorts {
  readonly settings: IntendPaymentPorts['settings'] &
    Pick<EffectiveSettings, 'ceiling' | 'enabledCurrencies' | 'parkingAllowed' | 'asksAfterPaid'>;
  readonly journal: Journal & Pick<ActivityJournal, 'record' | 'records'>;
  readonly gateway: Gateway;
  readonly log: Log;
  /** Whether the journal has lost rows and the gateway has not said yet which payments were in them. */
  readonly mayLackPayments: () => boolean;
  readonly changes: Emits<'payment' | 'status'>;
}

/** Where payments are taken: starts them, cancels them, and carries every unfinished one to its end. */
export class PaymentDesk {
  readonly #ports: PaymentDeskPorts;
  readonly #runs = new Runs<Payment, PaymentEvent>();
  readonly #noted = new NotedPayments();
  readonly #freed: FreedTill;
  #current: Payment | null = null;

  constructor(ports: PaymentDeskPorts) {
    this.#ports = ports;
    this.#freed = new FreedTill(ports.journal);
  }

  /** The payment that the cashier is working on. */
  get current(): Payment | null {
    return this.#current;
  }

  /** How long ago the current payment was started, ms; 0 without one. */
  get currentAge(): number {
    if (!this.#current) return 0;
    const { reference, startedAt, changedAt } = this.#current;
    return this.#runs.get(reference)?.age ?? changedAt - startedAt;
  }

  /** Whether the current payment waits for its customer. */
  get isWaiting(): boolean {
    return this.#current !== null && !this.mayDismiss;
  }

  /** Whether the current payment may be dismissed. */
  get mayDismiss(): boolean {
    return this.#current !== null && mayBeDismissed(this.#current, this.#ports.clock.now());
  }

  /** Payments that have not ended, oldest first. */
  get unfinished(): readonly Payment[] {
    return this.#runs.states.filter((payment) => !isFinal(payment));
  }

  /** Unfinished payments besides the current one, oldest first. */
  get parked(): readonly Payment[] {
    return this.unfinished.filter(({ reference }) => reference !== this.#current?.reference);
  }

  /** The parked payment that keeps this till from charging, if any. */
  get blocking(): Payment | undefined {
    const { settings, clock } = this.#ports;
    if (settings.parkingAllowed) return undefined;
    return blockingPayment(this.#freed.stillBlocking(this.parked), clock.now());
  }

  /** Frees the till of the parked payments that block it; false where none does. */
  freeTill(acting: Acting): boolean {
    if (!this.blocking) return false;
    this.#freed.free(this.#freed.stillBlocking(this.parked), acting, this.#ports.clock.now());
    this.#ports.changes.emit('status');
    return true;
  }

  /**
   * Charges an amount in the terminal's currency. It is on disk before anything is sent. The same amount is charged once
   * more only if the earlier payment that forbids it is the acknowledged one and, while payments may be missing here, any
   * amount only if that is acknowledged. Throws DiskFailed, as does everything here that writes: then nothing was sent.
   */
  start(amount: Hundredths, orderReference: string, acknowledged?: Acknowledged, note = ''): Started {
    const words = { orderReference, note };
    const refusal = this.#refusalOf(amount, words) ?? this.#conflictOf(amount, acknowledged);
    if (refusal) return refusal;
    const payment = intendPayment(this.#ports, amount, words);
    this.#current = payment;
    this.#carry(payment, false);
    this.#ports.changes.emit('payment', payment);
    return { started: true, payment };
  }

  /** Asks to cancel a payment, if nobody has yet; undefined when it is not running. */
  cancel(reference: string): Payment | undefined {
    const person = this.#ports.signedIn();
    const run = this.#runs.get(reference);
    if (!run || isFinal(run.state)) return undefined;
    return run.apply({ type: 'cancel-asked', by: 'cashier', person }) ?? run.state;
  }

  /**
   * Dismisses the current payment to make room for the next; false while it may not be dismissed. An unfinished one is
   * parked and cancelled: the customer may pay by other means now, so its code must never be shown again.
   */
  dismiss(reference: string): boolean {
    if (this.#current?.reference !== reference) return true;
    if (!this.mayDismiss) return false;
    if (!isFinal(this.#current)) this.#recordParked(reference);
    this.cancel(reference);
    this.#current = null;
    this.#ports.changes.emit('status');
    return true;
  }

  /** Makes a parked payment the current one again. */
  unpark(reference: string): Unparked {
    if (this.#isBusy()) return { unparked: false, why: 'payment-running' };
    const payment = this.unfinished.find((one) => one.reference === reference);
    if (!payment) return { unparked: false, why: 'payment-ended' };
    this.#current = payment;
    this.#ports.changes.emit('payment', payment);
    return { unparked: true, payment };
  }

  /** Payments that are late, mismatched or corrected as not paid, and wait for a person; oldest first. */
  get unsettled(): readonly Payment[] {
    return this.#noted.unsettled;
  }

  /** A person accepts such a payment as it is; undefined when it is not unsettled. */
  acceptUnsettled(reference: string): Payment | undefined {
    const { signedIn } = this.#ports;
    if (!this.#noted.isUnsettled(reference)) return undefined;
    return this.#apply(reference, { type: 'late-accepted', by: signedIn() });
  }

  /** Whether a person may settle it by hand now. */
  maySettle(payment: Payment): boolean {
    return mayBeSettled(payment, this.#ports.clock.now());
  }

  /** A manager settles it; undefined where that is not allowed now. */
  settle(reference: string, settlement: Settlement<SettledAs>): Payment | undefined {
    return this.#ports.journal.payment(reference)
      ? this.#apply(reference, { type: 'settled', ...settlement })
      : undefined;
  }

  /** The gateway has reported the status of a payment outside its run, as reconciliation does. */
  applyStatus(reference: string, reported: GatewayPayment): void {
    if (isDuplicate(reported)) return;
    const payment = this.#ports.journal.payment(reference);
    if (payment) this.#apply(reference, reportOf(payment, reported));
  }

  /** Resumes every payment that is unfinished in the journal and not running yet; none becomes current. */
  carryUnfinished(): void {
    for (const payment of this.#notRunning()) {
      if (isUnsettled(payment)) this.#note(payment);
      this.#carry(payment, true);
    }
  }

  /**
   * At the start of the till: resumes every payment that is unfinished in the journal and makes the newest one
   * current.
   */
  resume(): void {
    const { journal, clock, changes, settings } = this.#ports;
    const now = clock.now();
    this.#current ??= this.#notRunning().findLast((payment) => !isFinal(payment)) ?? null;
    this.carryUnfinished();
    const longestSale = settings.terminal.tokenLifetime * 60_000;
    for (const payment of journal.startedBetween(now - longestSale - PACE.sameAmount, now)) {
      this.#note(payment);
    }
    if (this.#current) changes.emit('payment', this.#current);
    else changes.emit('status');
  }

  /** The machine was asleep: looks up every unfinished payment at once. */
  wake(): void {
    this.#runs.wake((payment) => !isFinal(payment));
  }

  async stop(): Promise<void> {
    await this.#runs.stop();
  }

  #notRunning(): readonly Payment[] {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    return journal.unfinished(clock.now() - week).filter(({ reference }) => !this.#runs.has(reference));
  }

  /** Whether the current payment may still be paid. */
  #isBusy(): boolean {
    return this.#current !== null && !isFinal(this.#current);
  }

  #refusalOf(amount: Hundredths, words: SaleWords): NotStarted | undefined {
    const why = this.#isBusy() ? 'payment-running' : inputRefusal(this.#ports.settings, amount, words);
    return why && { started: false, why };
  }

  #conflictOf(amount: Hundredths, acknowledged: Acknowledged | undefined): NotStarted | undefined {
    const { settings, clock, mayLackPayments } = this.#ports;
    const before = {
      blocking: this.blocking,
      recent: [...this.#noted.endedJustNow, ...this.unfinished],
      mayLackPayments: mayLackPayments(),
      now: clock.now(),
    };
    return conflictOf({ amount, currency: settings.terminal.currency }, acknowledged, before, settings);
  }

  #apply(reference: string, event: PaymentEvent): Payment | undefined {
    const { journal, clock } = this.#ports;
    const run = this.#runs.get(reference);
    if (run) return run.apply(event);
    const payment = journal.append(reference, event, clock.now());
    if (payment) this.#changed(payment);
    return payment;
  }

  #recordParked(reference: string): void {
    const { journal, clock, signedIn } = this.#ports;
    journal.record({ type: 'payment-set-aside', by: signedIn(), reference }, clock.now());
  }

  #changed(payment: Payment): void {
    if (payment.reference === this.#current?.reference) this.#current = payment;
    this.#note(payment);
    this.#ports.changes.emit('payment', payment);
  }

  #note(payment: Payment): void {
    this.#noted.note(payment, this.#ports.clock.now());
  }

  #carry(payment: Payment, sentBefore: boolean): void {
    const { clock } = this.#ports;
    const onChange = (changed: Payment): void => this.#changed(changed);
    const run = runPayment({ ...this.#ports, onChange }, payment, sentBefore);
    this.#runs.keep(run);
    if (isFinal(payment)) return;
    // Time alone unblocks the till; no other change would update the windows then.
    const unblocked = new Alarm(clock);
    unblocked.setAt(blocksUntil(payment), () => this.#ports.changes.emit('status'));
    void run.ended.then(() => unblocked.cancel());
  }
}
