import { blockingPayment, mayBeDismissed } from '#domain/payment/next-charge.ts';
import type { Hundredths } from '#domain/money.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { SaleWords } from '#domain/payment/sale-words.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { ActivityJournal, OnUnreadable } from '#services/journal-ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { PaymentTrackerPorts } from './payment-tracker.ts';
import { PaymentTracker } from './payment-tracker.ts';
import { FreedTill } from './freed-till.ts';
import type { IntendPaymentPorts } from './intend-payment.ts';
import { intendPayment } from './intend-payment.ts';
import type { Acknowledged, NotStarted, Started } from './start-refusal.ts';
import { conflictOf, inputRefusal } from './start-refusal.ts';

export type Unparked =
  | { readonly unparked: true; readonly payment: Payment }
  | { readonly unparked: false; readonly why: 'payment-running' | 'payment-ended' };

export interface PaymentDeskPorts extends PaymentTrackerPorts, IntendPaymentPorts {
  readonly settings: IntendPaymentPorts['settings'] &
    Pick<EffectiveSettings, 'ceiling' | 'enabledCurrencies' | 'parkingAllowed' | 'asksAfterPaid'>;
  readonly journal: PaymentTrackerPorts['journal'] & Pick<ActivityJournal, 'record' | 'records'>;
  readonly ids: PaymentTrackerPorts['ids'];
  /** Whether the journal has lost rows and the gateway has not said yet which payments were in them. */
  readonly mayLackPayments: () => boolean;
}

/** Takes payments, one at a time. The current one is on the cashier's screen; the others are parked. */
export class PaymentDesk {
  readonly #ports: PaymentDeskPorts;
  readonly #freed: FreedTill;
  #current: Payment | null = null;
  /** When the current payment reached its state; steady ms. */
  #reachedAt = 0;
  /** Tracks all payments, including the current one. */
  readonly tracker: PaymentTracker;

  constructor(ports: PaymentDeskPorts) {
    this.#ports = ports;
    this.#freed = new FreedTill(ports.journal);
    this.tracker = new PaymentTracker(ports, (changed) => {
      if (changed.reference === this.#current?.reference) this.#show(changed);
    });
  }

  /** The payment that the cashier is working on. */
  get current(): Payment | null {
    return this.#current;
  }

  /** How long ago the current payment was started, ms; 0 without one. */
  get currentAge(): number {
    if (!this.#current) return 0;
    const { reference, startedAt, changedAt } = this.#current;
    return this.tracker.run(reference)?.age ?? changedAt - startedAt;
  }

  /** How long ago the current payment reached its state, ms; 0 without one. */
  get currentStateAge(): number {
    return this.#current ? Math.round(this.#ports.clock.steady() - this.#reachedAt) : 0;
  }

  /** Whether the current payment waits for its customer. */
  get isWaiting(): boolean {
    return this.#current !== null && !this.mayDismiss;
  }

  /** Whether the current payment may be dismissed. */
  get mayDismiss(): boolean {
    return this.#current !== null && mayBeDismissed(this.#current, this.#ports.clock.now());
  }

  /** Unfinished payments besides the current one, oldest first. */
  get parked(): readonly Payment[] {
    return this.tracker.unfinished.filter(({ reference }) => reference !== this.#current?.reference);
  }

  /** The parked payment that blocks this till, if any. */
  get blocking(): Payment | undefined {
    const { settings, clock } = this.#ports;
    if (settings.parkingAllowed) return undefined;
    return blockingPayment(this.#freed.stillBlocking(this.parked), clock.now());
  }

  /** Frees the till of the parked payments that block it; false if none does. */
  freeTill(acting: Acting): boolean {
    if (!this.blocking) return false;
    this.#freed.free(this.#freed.stillBlocking(this.parked), acting, this.#ports.clock.now());
    this.#ports.changes.emit('status');
    return true;
  }

  /**
   * Charges an amount in the terminal's currency. It is on disk before anything is sent. If an earlier payment of the
   * same amount may be the same sale, it must be the acknowledged one; while payments may be missing here, that must be
   * acknowledged. Throws DiskFailed, as does everything here that writes; then nothing was sent.
   */
  start(amount: Hundredths, orderReference: string, acknowledged?: Acknowledged, note = ''): Started {
    const words = { orderReference, note };
    const refusal = this.#refusalOf(amount, words) ?? this.#conflictOf(amount, acknowledged);
    if (refusal) return refusal;
    const payment = intendPayment(this.#ports, amount, words);
    this.#show(payment);
    this.tracker.track(payment, false);
    this.#ports.changes.emit('payment', payment);
    return { started: true, payment };
  }

  /** Asks to cancel a payment, if nobody has yet; undefined when it is not running. */
  cancel(reference: string): Payment | undefined {
    const person = this.#ports.signedIn();
    const run = this.tracker.run(reference);
    if (!run || isFinal(run.state)) return undefined;
    return run.apply({ type: 'cancel-asked', by: 'cashier', person }) ?? run.state;
  }

  /**
   * Dismisses the current payment to make room for the next; false while it may not be dismissed. An unfinished one is
   * parked and cancelled: the customer may now pay by other means, so its code must never be shown again.
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
    const payment = this.tracker.unfinished.find((one) => one.reference === reference);
    if (!payment) return { unparked: false, why: 'payment-ended' };
    this.#show(payment);
    this.#ports.changes.emit('payment', payment);
    return { unparked: true, payment };
  }

  /** At the start of the till: resumes all unfinished payments in the journal, and makes the newest one current. */
  resume(onUnreadable?: OnUnreadable): void {
    const { clock, changes, settings } = this.#ports;
    const untracked = this.tracker.untracked(onUnreadable);
    // Before any is tracked: the first step of one can change it at once, and the current payment must follow.
    const newest = untracked.findLast((payment) => !isFinal(payment));
    if (newest && !this.#current) this.#show(newest);
    const longestSale = settings.terminal.tokenLifetime * 60_000;
    this.tracker.resume(untracked, clock.now() - longestSale - PACE.sameAmount, onUnreadable);
    if (this.#current) changes.emit('payment', this.#current);
    else changes.emit('status');
  }

  #show(payment: Payment): void {
    const isOther = payment.reference !== this.#current?.reference;
    if (isOther || payment.state !== this.#current?.state) this.#reachedAt = this.#ports.clock.steady();
    this.#current = payment;
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
      recent: this.tracker.recent,
      mayLackPayments: mayLackPayments(),
      now: clock.now(),
    };
    return conflictOf({ amount, currency: settings.terminal.currency }, acknowledged, before, settings);
  }

  #recordParked(reference: string): void {
    const { journal, clock, signedIn } = this.#ports;
    journal.record({ type: 'payment-set-aside', by: signedIn(), reference }, clock.now());
  }
}
