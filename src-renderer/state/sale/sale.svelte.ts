import type {
  Bridge,
  CallInput,
  Hundredths,
  KeyedAmount,
  PaymentView,
  Problem,
  ReadinessView,
  SaleWords,
  Tape,
  TillView,
} from '#contract';
import { isTapeOperator } from '#contract';
import type { TillMirror } from '../till-mirror.svelte.ts';
import { Charging } from './charging.svelte.ts';
import { CurrentPayment } from './current-payment.svelte.ts';
import type { PaymentPhase } from './payment-phase.ts';
import { isPlainEnd, slabAct } from './slab-act.ts';
import type { SlabAct } from './slab-act.ts';
import { SaleEntry } from './sale-entry.svelte.ts';
import type { Notice, ScanIgnored } from './sale-notice.svelte.ts';
import { SaleNotice } from './sale-notice.svelte.ts';

/** Keys pressed while a payment runs are ignored; so are those that follow within this time, as the same typing. */
const STRAY_KEYS_MS = 1000;

export type Unready = Extract<ReadinessView, { readonly ready: false }>;

/** The current sale: what is typed, charging it, and its payment. */
export class Sale {
  readonly #mirror: TillMirror;
  readonly #payment: CurrentPayment;
  readonly #charging: Charging;
  readonly #entry: SaleEntry;
  readonly #notice: SaleNotice;
  #strayKeyAt = -Infinity;

  constructor(bridge: Bridge, mirror: TillMirror) {
    this.#mirror = mirror;
    this.#payment = new CurrentPayment(bridge, mirror);
    this.#charging = new Charging(bridge);
    this.#entry = new SaleEntry(() => mirror.till?.currency ?? '');
    this.#notice = new SaleNotice(() => mirror.till?.readiness);
  }

  get current(): PaymentView | null {
    return this.#payment.view;
  }

  get phase(): PaymentPhase {
    return this.#payment.phase;
  }

  /** The current payment's, else what is on the keypad. */
  get amount(): Hundredths {
    return this.current?.amount ?? this.#entry.amount;
  }

  /** What is on the keypad; nothing while there is a current payment. */
  get tape(): Tape {
    return this.#entry.tape;
  }

  /** The amount being typed. */
  get keyed(): KeyedAmount {
    return this.#entry.keyed;
  }

  get orderReference(): string {
    return (this.current ?? this.#entry.words).orderReference;
  }

  set orderReference(orderReference: string) {
    this.#say({ orderReference });
  }

  get note(): string {
    return (this.current ?? this.#entry.words).note;
  }

  set note(note: string) {
    this.#say({ note });
  }

  /** What keeps the next charge from starting is not a notice: it is shown in its own place. */
  get notice(): Notice | null {
    const { current } = this.#notice;
    const isToldThere = current?.kind === 'problem' && current.problem.code === this.unready?.problem.code;
    return isToldThere ? null : current;
  }

  /** Why no charge can begin and what would help; null while one can, or a payment is current. */
  get unready(): Unready | null {
    const readiness = this.#till?.readiness;
    return readiness?.ready === false && this.phase === 'none' ? readiness : null;
  }

  /**
   * The earlier payment of the same amount, or that payments may be missing here; the cashier must answer before anything
   * is charged.
   */
  get question(): PaymentView | 'payments-missing' | null {
    return this.#charging.question;
  }

  /** Whether a payment or a question needs the cashier, so that no other screen may open. */
  get isBusy(): boolean {
    const { phase } = this;
    return this.#charging.busy || this.question !== null || phase === 'running' || phase === 'unknown';
  }

  get mayCharge(): boolean {
    return this.#till?.readiness.ready === true && this.phase === 'none' && !this.#charging.busy;
  }

  /** What the one large place does now. */
  get act(): SlabAct {
    return slabAct({
      phase: this.phase,
      state: this.current?.state,
      ready: this.unready === null,
      maySameAgain: this.maySameAgain,
      parkOnly: !this.mayCancel && this.mayLeave,
    });
  }

  /** Whether the amount of the ended payment can be charged once more. */
  get maySameAgain(): boolean {
    const { current } = this;
    return (
      current !== null &&
      this.phase === 'ended' &&
      this.mayLeave &&
      isPlainEnd(current, this.#till?.currency ?? '')
    );
  }

  get mayCancel(): boolean {
    return this.#payment.mayCancel;
  }

  get mayLeave(): boolean {
    return this.#payment.mayDismiss;
  }

  /** A keypad key: '0'…'9', '00', '.', '+', '−' or '×'. After a payment has ended, the first digit starts the next sale. */
  type(key: string): void {
    this.dismiss();
    if (isTapeOperator(key) && this.phase !== 'none') return;
    if (!this.#acceptsInput()) return;
    this.showProblem(this.#entry.type(key));
  }

  erase(): void {
    this.dismiss();
    this.#entry.erase();
  }

  /** Takes the last line off the running sum. */
  takeBack(): void {
    this.dismiss();
    this.#entry.takeBack();
  }

  clear(): void {
    this.dismiss();
    this.#entry.clearAmount();
  }

  /** Puts an amount on the keypad, in the place of what is there. */
  put(amount: Hundredths): void {
    if (!this.#acceptsInput()) return;
    this.dismiss();
    this.#entry.put(amount);
  }

  paste(text: string): void {
    if (!this.#acceptsInput()) return;
    this.dismiss();
    this.showProblem(this.#entry.paste(text));
  }

  /** Undoes what a barcode scanner has typed. */
  restoreTape(before: Tape): void {
    this.dismiss();
    if (!this.current) this.#entry.tape = before;
  }

  /** Shows why a scan opened nothing. */
  ignoreScan(why: ScanIgnored): void {
    this.#notice.show({ kind: 'scan', why });
  }

  /** Says that the customer's window has lost its display, until it is back. */
  displayChanged(isCustomers: boolean): void {
    if (!isCustomers) this.#notice.show({ kind: 'display-lost' });
    else if (this.notice?.kind === 'display-lost') this.dismiss();
  }

  /** Shows the problem of a failed call near the amount; null for one that went well. */
  showProblem(problem: Problem | null): void {
    if (problem) this.#notice.show({ kind: 'problem', problem });
  }

  dismiss(): void {
    this.#notice.clear();
  }

  /** Charges the typed amount, once: a second press before the answer does nothing. */
  async charge(): Promise<void> {
    if (!this.mayCharge) return;
    performance.mark('charge-pressed');
    this.dismiss();
    const refused = this.#entry.refusal(this.#till?.ceiling ?? 0);
    if (refused) {
      this.showProblem(refused);
      return;
    }
    await this.#start();
  }

  /** Charges the amount, order and note of the ended payment once more, as a new payment. */
  async sameAgain(): Promise<void> {
    const { current } = this;
    if (!current || !this.maySameAgain) return;
    const { amount, orderReference, note } = current;
    this.dismiss();
    const problem = await this.#payment.dismiss();
    if (problem) {
      this.showProblem(problem);
      return;
    }
    this.#entry.put(amount);
    this.showProblem(this.#entry.say({ orderReference, note }));
    await this.charge();
  }

  /** Charges all the same; what the question is about is acknowledged. */
  async chargeAgain(): Promise<void> {
    const acknowledged = this.#charging.busy ? undefined : this.#charging.takeQuestion();
    if (acknowledged !== undefined) await this.#start(acknowledged);
  }

  /** The safe answer to the question: charges nothing and says so. */
  doNotCharge(): void {
    if (this.#charging.takeQuestion() !== undefined) this.#notice.show({ kind: 'not-charged' });
  }

  /** Makes a parked payment the current one again. */
  async unpark(reference: string): Promise<void> {
    this.dismiss();
    this.showProblem(await this.#payment.unpark(reference));
  }

  async cancel(): Promise<void> {
    if (!this.mayCancel) return;
    this.dismiss();
    this.showProblem(await this.#payment.cancel());
  }

  /** Dismisses or parks the current payment and clears the keypad. */
  async startNewSale(): Promise<void> {
    if (!this.mayLeave) return;
    this.dismiss();
    this.#entry.clear();
    this.showProblem(await this.#payment.dismiss());
  }

  #say(words: Partial<SaleWords>): void {
    if (this.current) return;
    this.dismiss();
    this.showProblem(this.#entry.say(words));
  }

  get #till(): TillView | null {
    return this.#mirror.till;
  }

  /** Whether input counts: not before the till has started, nor while a payment runs. Starts a new sale after one. */
  #acceptsInput(): boolean {
    if (!this.#till) return false;
    const { phase } = this;
    if (phase === 'none') return true;
    const isStray = phase !== 'ended' || performance.now() - this.#strayKeyAt < STRAY_KEYS_MS;
    if (isStray) this.#strayKeyAt = performance.now();
    else void this.startNewSale();
    return !isStray;
  }

  /** Charges what was entered. */
  async #start(acknowledged?: CallInput<'payments.start'>['acknowledged']): Promise<void> {
    const started = await this.#charging.start({
      ...this.#entry.order,
      ...(acknowledged && { acknowledged }),
    });
    if (started === true) this.#entry.clear();
    else if (started !== false) this.showProblem(started);
  }
}
