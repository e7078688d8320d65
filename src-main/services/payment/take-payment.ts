import type { AmountProblem, CurrencyProblem } from '#domain/money.ts';
import { advance } from '#domain/payment/advance.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { amountProblem, currencyProblem } from '#domain/money.ts';
import {
  blockingPayment,
  blocksUntil,
  mayBeDismissed,
  sameAmountBefore,
} from '#domain/payment/next-charge.ts';
import { PACE } from '#domain/pace.ts';
import type { Intent, Payment } from '#domain/payment/payment.ts';
import { isFinal, isUnsettled } from '#domain/payment/payment.ts';
import { makeReference } from '#domain/payment/reference.ts';
import type { EffectiveSettings } from '#domain/shop/effective-settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ActivityJournal, Journal } from '#services/journal-ports.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';
import { PaymentRun } from './run-payment.ts';

export type StartRefusal = AmountProblem | CurrencyProblem | 'order-reference-invalid' | 'payment-running';

export type Started =
  | { readonly started: true; readonly payment: Payment }
  | { readonly started: false; readonly why: StartRefusal }
  /** An earlier payment stands against it: it has no end yet, or it may be the same sale, and a person must say. */
  | {
      readonly started: false;
      readonly why: 'payment-unresolved' | 'same-amount';
      readonly earlier: Payment;
    };

/** The earlier payment that a person was asked about, as it stood then, and that they charge again in spite of. */
export type Despite = Pick<Payment, 'reference' | 'state'>;

export type Unparked =
  | { readonly back: true; readonly payment: Payment }
  | { readonly back: false; readonly why: 'payment-running' | 'payment-ended' };

export interface PaymentDeskPorts {
  readonly settings: Pick<
    EffectiveSettings,
    'environment' | 'siteId' | 'terminal' | 'ceiling' | 'enabledCurrencies' | 'parkingAllowed'
  >;
  readonly journal: Journal & Pick<ActivityJournal, 'record'>;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Who stands at the till. */
  readonly signedIn: () => Person | null;
  /** The payment changed, or which one stands in front of the cashier. */
  readonly onChange: (payment: Payment | null) => void;
}

/** One line of printable text, or nothing. */
const ORDER_REFERENCE = /^[^\p{Cc}\p{Cs}]{0,50}$/u;

/** Where payments are taken: starts them, gives them up, and carries every unfinished one to its end. */
export class PaymentDesk {
  readonly #ports: PaymentDeskPorts;
  readonly #runs = new Map<string, PaymentRun>();
  readonly #late = new Map<string, Payment>();
  /** Paid in the last minutes. */
  #paid: readonly Payment[] = [];
  #current: Payment | null = null;

  constructor(ports: PaymentDeskPorts) {
    this.#ports = ports;
  }

  /** The payment in front of the cashier. */
  get current(): Payment | null {
    return this.#current;
  }

  /** How long ago the payment in front of the cashier was started, ms; 0 without one. */
  get currentAge(): number {
    if (!this.#current) return 0;
    const { reference, startedAt, changedAt } = this.#current;
    return this.#runs.get(reference)?.age ?? changedAt - startedAt;
  }

  /** Whether the payment in front of the cashier waits for its customer. */
  get isWaiting(): boolean {
    return this.#current !== null && !this.mayDismiss;
  }

  /** Whether the current payment may be left behind. */
  get mayDismiss(): boolean {
    return this.#current !== null && mayBeDismissed(this.#current, this.#ports.clock.now());
  }

  /** Payments without an end, oldest first. */
  get unfinished(): readonly Payment[] {
    return [...this.#runs.values()].map(({ payment }) => payment).filter((payment) => !isFinal(payment));
  }

  /** Payments without an end besides the current one, oldest first. */
  get parked(): readonly Payment[] {
    return this.unfinished.filter(({ reference }) => reference !== this.#current?.reference);
  }

  /** The parked payment that keeps this till from charging, if any. */
  get blocking(): Payment | undefined {
    const { settings, clock } = this.#ports;
    return settings.parkingAllowed ? undefined : blockingPayment(this.parked, clock.now());
  }

  /**
   * Charges an amount in hundredths of the terminal's currency. It is on disk before anything is sent. The same amount
   * once more is charged only `despite` the very payment that stands against it now. Throws DiskFailed, as all that
   * writes here does: then nothing was sent.
   */
  start(amount: number, orderReference: string, despite?: Despite): Started {
    const refusal = this.#refusalOf(amount, orderReference) ?? this.#objectionTo(amount, despite);
    if (refusal) return refusal;
    const payment = this.#intend(amount, orderReference);
    this.#current = payment;
    this.#carry(payment, false);
    this.#ports.onChange(payment);
    return { started: true, payment };
  }

  /** Asks to give a payment up, if nobody has yet; undefined when it is not running. */
  cancel(reference: string): Payment | undefined {
    const person = this.#ports.signedIn();
    const run = this.#runs.get(reference);
    if (!run || isFinal(run.payment)) return undefined;
    return run.tell({ type: 'cancel-asked', by: 'cashier', person }) ?? run.payment;
  }

  /**
   * Takes the payment from in front of the cashier; false while it can still be paid and nothing is odd. One without
   * an end is given up with it: the customer may pay another way now, so its code must never come back.
   */
  dismiss(reference: string): boolean {
    if (this.#current?.reference !== reference) return true;
    if (!this.mayDismiss) return false;
    if (!isFinal(this.#current)) this.#recordParked(reference);
    this.cancel(reference);
    this.#current = null;
    this.#ports.onChange(null);
    return true;
  }

  /** Puts a parked payment in front of the cashier again. */
  unpark(reference: string): Unparked {
    if (this.#isBusy()) return { back: false, why: 'payment-running' };
    const payment = this.unfinished.find((one) => one.reference === reference);
    if (!payment) return { back: false, why: 'payment-ended' };
    this.#current = payment;
    this.#ports.onChange(payment);
    return { back: true, payment };
  }

  /** Paid after the till had given them up, or not what was asked for, and not yet settled by a person; oldest first. */
  get late(): readonly Payment[] {
    return [...this.#late.values()];
  }

  /** A person takes such a payment as a sale; undefined when it is none. */
  acceptUnsettled(reference: string): Payment | undefined {
    const { journal, clock, signedIn } = this.#ports;
    if (!this.#late.has(reference)) return undefined;
    const accepted = journal.append(reference, { type: 'late-accepted', by: signedIn() }, clock.now());
    this.#changed(accepted);
    return accepted;
  }

  /** The gateway was asked about a payment for the books' sake; it moves as if it had been asked on its way. */
  observe(reference: string, told: GatewayPayment): void {
    const { journal, clock } = this.#ports;
    const event = { type: 'observed', payment: told } as const;
    const run = this.#runs.get(reference);
    const at = clock.now();
    if (run) run.tell(event);
    else if (advance(journal.payment(reference), event, at))
      this.#changed(journal.append(reference, event, at));
  }

  /** Carries everything unfinished in the journal that is not carried yet, in front of nobody. */
  carryUnfinished(): void {
    for (const payment of this.#uncarried()) {
      if (isUnsettled(payment)) this.#remember(payment);
      else this.#carry(payment, true);
    }
  }

  /** Takes up everything unfinished in the journal that is not carried yet: at the start, and when some was lost. */
  resume(): void {
    const { journal, clock, onChange, settings } = this.#ports;
    const now = clock.now();
    this.#current ??= this.#uncarried().findLast((payment) => !isFinal(payment)) ?? null;
    this.carryUnfinished();
    const longestSale = settings.terminal.tokenLifetime * 60_000;
    for (const payment of journal.startedBetween(now - longestSale - PACE.sameAmount, now)) {
      this.#remember(payment);
    }
    onChange(this.#current);
  }

  /** The machine was asleep: asks about every payment without an end at once. */
  wake(): void {
    for (const run of this.#runs.values()) if (!isFinal(run.payment)) run.wake();
  }

  async stop(): Promise<void> {
    const runs = [...this.#runs.values()];
    for (const run of runs) run.stop();
    await Promise.all(runs.map(async (run) => run.ended));
  }

  #uncarried(): readonly Payment[] {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    return journal.unfinished(clock.now() - week).filter(({ reference }) => !this.#runs.has(reference));
  }

  /** Whether a payment stands in front of the cashier that may still be paid. */
  #isBusy(): boolean {
    return this.#current !== null && !isFinal(this.#current);
  }

  #refusalOf(amount: number, orderReference: string): (Started & { started: false }) | undefined {
    const { terminal, enabledCurrencies, ceiling } = this.#ports.settings;
    const refuse = (why: StartRefusal) => ({ started: false, why }) as const;
    if (this.#isBusy()) return refuse('payment-running');
    if (!ORDER_REFERENCE.test(orderReference)) return refuse('order-reference-invalid');
    const why = currencyProblem(terminal.currency, enabledCurrencies) ?? amountProblem(amount, ceiling);
    return why && refuse(why);
  }

  /** What stands against a new charge of this amount among the payments before it. */
  #objectionTo(amount: number, despite: Despite | undefined): (Started & { started: false }) | undefined {
    const { blocking } = this;
    if (blocking) return { started: false, why: 'payment-unresolved', earlier: blocking };
    const { settings, clock } = this.#ports;
    const money = { amount, currency: settings.terminal.currency };
    const earlier = sameAmountBefore([...this.#paid, ...this.unfinished], money, clock.now());
    const isKnown = earlier?.reference === despite?.reference && earlier?.state === despite?.state;
    return earlier && !isKnown ? { started: false, why: 'same-amount', earlier } : undefined;
  }

  #intend(amount: number, orderReference: string): Payment {
    const { settings, journal, clock, ids } = this.#ports;
    const at = clock.now();
    const { environment, siteId, terminal } = settings;
    const reference = makeReference(terminal.terminalId, at, journal.paymentCount() + 1, ids.bytes(8));
    const intent: Intent = {
      reference,
      requestId: ids.requestId(),
      amount,
      currency: terminal.currency,
      orderReference,
      environment,
      siteId,
      terminal,
      cashier: this.#ports.signedIn(),
    };
    return journal.append(reference, { type: 'intended', intent }, at);
  }

  #recordParked(reference: string): void {
    const { journal, clock, signedIn } = this.#ports;
    journal.record({ type: 'payment-set-aside', by: signedIn(), reference }, clock.now());
  }

  #changed(payment: Payment): void {
    if (payment.reference === this.#current?.reference) this.#current = payment;
    this.#remember(payment);
    this.#ports.onChange(payment);
  }

  /** Keeps in mind money that a person must settle until they do, and money that came just now for the minutes that counts. */
  #remember(payment: Payment): void {
    if (isUnsettled(payment)) this.#late.set(payment.reference, payment);
    else this.#late.delete(payment.reference);
    if (payment.state !== 'paid') return;
    const now = this.#ports.clock.now();
    this.#paid = [...this.#paid, payment].filter(({ changedAt }) => now - changedAt < PACE.sameAmount);
  }

  #carry(payment: Payment, sentBefore: boolean): void {
    const { clock } = this.#ports;
    const onChange = (changed: Payment): void => this.#changed(changed);
    const run = new PaymentRun({ ...this.#ports, onChange }, payment, sentBefore);
    this.#runs.set(payment.reference, run);
    // By time alone a payment ceases to block and may be put away; nothing else would tell the windows.
    const callOff = isFinal(payment)
      ? undefined
      : clock.wakeAt(blocksUntil(payment), () => this.#ports.onChange(null));
    void run.ended.then(() => {
      callOff?.();
      this.#runs.delete(payment.reference);
    });
  }
}
