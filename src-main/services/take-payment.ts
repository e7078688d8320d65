import type { AmountProblem, CurrencyProblem } from '#domain/money.ts';
import { amountProblem, currencyProblem } from '#domain/money.ts';
import { PACE } from '#domain/pace.ts';
import type { Intent, Payment } from '#domain/payment.ts';
import { isFinal, isLateUnsettled } from '#domain/payment.ts';
import { makeReference } from '#domain/reference.ts';
import type { Environment } from '#domain/settings.ts';
import type { Terminal } from '#domain/terminal.ts';
import type { Clock, Gateway, Ids, Journal, Log } from './ports.ts';
import { PaymentRun } from './run-payment.ts';

/** What a sale at this counter is bound by. */
export interface SaleTerms {
  readonly environment: Environment;
  readonly siteId: string;
  readonly terminal: Terminal;
  readonly ceiling: number;
  readonly enabledCurrencies: readonly string[];
}

export type StartRefusal = AmountProblem | CurrencyProblem | 'order-reference-invalid' | 'payment-running';

export type Started =
  | { readonly started: true; readonly payment: Payment }
  | { readonly started: false; readonly why: StartRefusal };

export interface PaymentDeskPorts {
  readonly terms: SaleTerms;
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** The payment changed, or which one stands in front of the cashier. */
  readonly onChange: (payment: Payment | null) => void;
}

/** One line of printable text, or nothing. */
const ORDER_REFERENCE = /^[^\p{Cc}\p{Cs}]{0,50}$/u;

/** A payment that the cashier may leave behind: ended, in doubt, or not certainly cancelled. It stays watched. */
const mayBePutAway = (payment: Payment): boolean =>
  isFinal(payment) ||
  payment.state === 'unknown' ||
  payment.cancelling === 'refused' ||
  payment.cancelling === 'accepted';

/** Where payments are taken: starts them, gives them up, and carries every unfinished one to its end. */
export class PaymentDesk {
  readonly #ports: PaymentDeskPorts;
  readonly #runs = new Map<string, PaymentRun>();
  readonly #late = new Map<string, Payment>();
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

  /** Payments without an end, oldest first. */
  get unfinished(): readonly Payment[] {
    return [...this.#runs.values()].map(({ payment }) => payment).filter((payment) => !isFinal(payment));
  }

  /** Payments without an end besides the current one. */
  get parked(): number {
    return this.unfinished.filter(({ reference }) => reference !== this.#current?.reference).length;
  }

  /**
   * Charges an amount in hundredths of the terminal's currency. It is on disk before anything is sent. Throws
   * DiskFailed, as all that writes here does: then nothing was sent.
   */
  start(amount: number, orderReference: string): Started {
    const why = this.#refusalOf(amount, orderReference);
    if (why) return { started: false, why };
    const payment = this.#intend(amount, orderReference);
    this.#current = payment;
    this.#carry(payment, false);
    this.#ports.onChange(payment);
    return { started: true, payment };
  }

  /** Asks to give a payment up; undefined when it is not running. */
  cancel(reference: string): Payment | undefined {
    return this.#runs.get(reference)?.tell({ type: 'cancel-asked', by: 'cashier' });
  }

  /**
   * Takes the payment from in front of the cashier; false while it can still be paid and nothing is odd. One without
   * an end is given up with it: the customer may pay another way now, so its code must never come back.
   */
  putAway(reference: string): boolean {
    if (this.#current?.reference !== reference) return true;
    if (!mayBePutAway(this.#current)) return false;
    this.cancel(reference);
    this.#current = null;
    this.#ports.onChange(null);
    return true;
  }

  /** Paid after the till had given them up, and not yet settled by a person; oldest first. */
  get late(): readonly Payment[] {
    return [...this.#late.values()];
  }

  /** A person takes a late payment as a sale; undefined when it is none. */
  acceptLate(reference: string): Payment | undefined {
    const { journal, clock } = this.#ports;
    if (!this.#late.has(reference)) return undefined;
    const accepted = journal.append(reference, { type: 'late-accepted' }, clock.now());
    this.#changed(accepted);
    return accepted;
  }

  /** Takes up everything unfinished in the journal that is not carried yet: at the start, and when some was put back. */
  resume(): void {
    const { journal, clock, onChange } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    const unfinished = journal
      .unfinished(clock.now() - week)
      .filter(({ reference }) => !this.#runs.has(reference));
    this.#current ??= unfinished.findLast((payment) => !isFinal(payment)) ?? null;
    for (const payment of unfinished) {
      if (isLateUnsettled(payment)) this.#late.set(payment.reference, payment);
      else this.#carry(payment, true);
    }
    onChange(this.#current);
  }

  async stop(): Promise<void> {
    const runs = [...this.#runs.values()];
    for (const run of runs) run.stop();
    await Promise.all(runs.map(async (run) => run.ended));
  }

  #refusalOf(amount: number, orderReference: string): StartRefusal | undefined {
    const { terminal, enabledCurrencies, ceiling } = this.#ports.terms;
    if (this.#current && !isFinal(this.#current)) return 'payment-running';
    if (!ORDER_REFERENCE.test(orderReference)) return 'order-reference-invalid';
    return currencyProblem(terminal.currency, enabledCurrencies) ?? amountProblem(amount, ceiling);
  }

  #intend(amount: number, orderReference: string): Payment {
    const { terms, journal, clock, ids } = this.#ports;
    const at = clock.now();
    const { environment, siteId, terminal } = terms;
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
    };
    return journal.append(reference, { type: 'intended', intent }, at);
  }

  #changed(payment: Payment): void {
    if (payment.reference === this.#current?.reference) this.#current = payment;
    if (isLateUnsettled(payment)) this.#late.set(payment.reference, payment);
    else this.#late.delete(payment.reference);
    this.#ports.onChange(payment);
  }

  #carry(payment: Payment, sentBefore: boolean): void {
    const onChange = (changed: Payment): void => this.#changed(changed);
    const run = new PaymentRun({ ...this.#ports, onChange }, payment, sentBefore);
    this.#runs.set(payment.reference, run);
    void run.ended.then(() => this.#runs.delete(payment.reference));
  }
}
