import type { Bridge, CallInput, PaymentView, Problem, TillView } from '#contract';
import { amountProblem, eraseDigit, moneyWords, parseAmount, typeDigits } from '#contract';
import { ask } from '../ask.ts';
import type { Standing } from './standing.ts';
import { standingOf } from './standing.ts';
import type { TillMirror } from '../till-mirror.svelte.ts';

/** A key pressed while a payment runs belongs to no sale; what follows this fast is the rest of that typing. */
const REST_OF_TYPING_MS = 1000;

/** What is said near the amount until the next key. */
export type Notice =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'scan'; readonly why: 'unknown' | 'busy' }
  | { readonly kind: 'not-charged' };

/** The sale in front of the cashier: what is being typed, and the few things that can be done with it. */
export class Sale {
  readonly #bridge: Bridge;
  readonly #mirror: TillMirror;
  #typed = $state(0);
  #orderReference = $state('');
  #notice = $state.raw<Notice | null>(null);
  #charging = $state(false);
  #question = $state.raw<PaymentView | null>(null);
  #cancelling = $state<string | null>(null);
  /** Reference of the payment that New sale has put away here while main still shows it. */
  #leaving = $state<string | null>(null);
  #strayAt = -Infinity;

  constructor(bridge: Bridge, mirror: TillMirror) {
    this.#bridge = bridge;
    this.#mirror = mirror;
  }

  get current(): PaymentView | null {
    const current = this.#mirror.till?.current ?? null;
    return current?.reference === this.#leaving ? null : current;
  }

  get standing(): Standing {
    return standingOf(this.current);
  }

  /** Hundredths: those of the payment in front of the cashier, else what is typed. */
  get amount(): number {
    return this.current?.amount ?? this.#typed;
  }

  /** Hundredths on the keypad; 0 while a payment is in front. */
  get typed(): number {
    return this.#typed;
  }

  get orderReference(): string {
    return this.current?.orderReference ?? this.#orderReference;
  }

  set orderReference(typed: string) {
    if (!this.current) this.#orderReference = typed;
  }

  get notice(): Notice | null {
    return this.#notice;
  }

  /** The earlier payment of the same amount that the cashier must say something about before anything is charged. */
  get question(): PaymentView | null {
    return this.#question;
  }

  /** Whether the cashier must see a payment or a question through and may not be led away. */
  get isBusy(): boolean {
    const { standing } = this;
    return this.#charging || this.#question !== null || standing === 'running' || standing === 'in-doubt';
  }

  get mayCharge(): boolean {
    return this.#till !== null && this.standing === 'none' && !this.#charging;
  }

  get mayCancel(): boolean {
    const { current, standing } = this;
    return (
      (standing === 'running' || standing === 'in-doubt') &&
      current?.cancelling === 'no' &&
      this.#cancelling !== current.reference
    );
  }

  get mayLeave(): boolean {
    return this.current !== null && (this.#till?.mayDismiss ?? false);
  }

  /** A keypad key, '0'…'9' or '00'. After the end of a payment the first digit begins the next sale. */
  type(digits: string): void {
    this.dismiss();
    if (this.#makesRoom()) this.#typed = typeDigits(this.#typed, digits, this.#currency);
  }

  erase(): void {
    this.dismiss();
    this.#typed = eraseDigit(this.#typed, this.#currency);
  }

  clear(): void {
    this.dismiss();
    this.#typed = 0;
  }

  paste(text: string): void {
    const amount = parseAmount(text, this.#currency);
    if (!this.#makesRoom()) return;
    if (amount === undefined) this.complain({ code: 'amount-malformed', details: {} });
    else {
      this.dismiss();
      this.#typed = amount;
    }
  }

  /** Takes back what a barcode scanner has typed since `before` was typed. */
  takeBack(before: number): void {
    if (!this.current) this.#typed = before;
  }

  /** Says of a scan why it opened nothing. */
  ignoreScan(why: 'unknown' | 'busy'): void {
    this.#notice = { kind: 'scan', why };
  }

  /** Every call that fails says so here, near the amount, and nowhere else. */
  complain(problem: Problem): void {
    this.#notice = { kind: 'problem', problem };
  }

  dismiss(): void {
    this.#notice = null;
  }

  /** Charges what is typed, once: a second press before the answer does nothing. */
  async charge(): Promise<void> {
    if (!this.mayCharge) return;
    performance.mark('charge-pressed');
    this.dismiss();
    const refused = this.#refusal();
    if (refused) {
      this.complain(refused);
      return;
    }
    await this.#start({ amount: this.#typed, orderReference: this.#orderReference });
  }

  /** Charges the same amount once more, in spite of the payment that the question is about. */
  async chargeAgain(): Promise<void> {
    const { question } = this;
    if (!question || this.#charging) return;
    this.#question = null;
    const { reference, state } = question;
    const despite = { reference, state };
    await this.#start({ amount: this.#typed, orderReference: this.#orderReference, despite });
  }

  /** The safe answer to the question: nothing is charged, and the till says so. */
  doNotCharge(): void {
    if (!this.#question) return;
    this.#question = null;
    this.#notice = { kind: 'not-charged' };
  }

  /** Puts a parked payment back in front of the cashier. */
  async unpark(reference: string): Promise<void> {
    this.dismiss();
    const reply = await ask(this.#bridge, 'payments.unpark', { reference });
    if (!reply.ok) this.complain(reply.problem);
    else this.#leaving = null;
  }

  async cancel(): Promise<void> {
    const { current } = this;
    if (!current || !this.mayCancel) return;
    this.#cancelling = current.reference;
    const refused = await this.cancelPayment(current.reference);
    if (refused) this.complain(refused);
    this.#cancelling = null;
  }

  /** Asks to give up any payment, in front of the cashier or not; hands back why that cannot be asked, if so. */
  async cancelPayment(reference: string): Promise<Problem | null> {
    this.dismiss();
    const reply = await ask(this.#bridge, 'payments.cancel', { reference });
    return reply.ok ? null : reply.problem;
  }

  /** Puts the payment away; one in doubt stays watched by main. */
  async startAnew(): Promise<void> {
    const { current } = this;
    if (!current || !this.mayLeave) return;
    this.dismiss();
    this.#empty();
    this.#leaving = current.reference;
    const reply = await ask(this.#bridge, 'payments.dismiss', { reference: current.reference });
    if (reply.ok) return;
    this.#leaving = null;
    this.complain(reply.problem);
  }

  get #till(): TillView | null {
    return this.#mirror.till;
  }

  get #currency(): string {
    return this.#till?.currency ?? '';
  }

  /** Whether there is a sale to type into: none before the till has started, nor under a payment that runs. */
  #makesRoom(): boolean {
    if (!this.#till) return false;
    const { standing } = this;
    if (standing === 'none') return true;
    const stray = standing !== 'ended' || performance.now() - this.#strayAt < REST_OF_TYPING_MS;
    if (stray) this.#strayAt = performance.now();
    else void this.startAnew();
    return !stray;
  }

  #refusal(): Problem | null {
    const ceiling = this.#till?.ceiling ?? 0;
    const code = amountProblem(this.#typed, ceiling);
    if (!code) return null;
    const currency = this.#currency;
    return { code, details: { ceiling: moneyWords({ amount: ceiling, currency }), currency } };
  }

  async #start(input: CallInput<'payments.start'>): Promise<void> {
    this.#charging = true;
    const reply = await ask(this.#bridge, 'payments.start', input);
    this.#charging = false;
    if (!reply.ok) this.complain(reply.problem);
    else if (reply.value.answer === 'same-amount') this.#question = reply.value.earlier;
    else this.#empty();
  }

  #empty(): void {
    this.#typed = 0;
    this.#orderReference = '';
  }
}
