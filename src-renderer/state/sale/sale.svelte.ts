import type { Bridge, CallInput, Hundredths, PaymentView, ReadinessView, TillView } from '#contract';
import type { TillMirror } from '../till-mirror.svelte.ts';
import { Charging } from './charging.svelte.ts';
import { CurrentPayment } from './current-payment.svelte.ts';
import type { PaymentPhase } from './payment-phase.ts';
import { PressGuard } from './press-guard.svelte.ts';
import { isPlainEnd, slabAct } from './slab-act.ts';
import type { SlabAct } from './slab-act.ts';
import { SaleEntry } from './sale-entry.svelte.ts';
import { SaleNotice } from './sale-notice.svelte.ts';

export type Unready = Extract<ReadinessView, { readonly ready: false }>;

/** The current sale: what is entered, charging it, and its payment. */
export class Sale {
  readonly #mirror: TillMirror;
  readonly #payment: CurrentPayment;
  readonly #charging: Charging;
  readonly entry: SaleEntry;
  readonly notice: SaleNotice;
  /** Of the large button, and of those beside what the payment says. */
  readonly guard = new PressGuard();
  /** Whether what is on the keypad was typed before a parked payment became the current one. */
  #isEntryOlder = false;
  /** Pending while what is typed may be a scan. */
  #isTyped: Promise<void> | undefined;
  /** How often everything was forgotten. */
  #forgotten = 0;

  constructor(bridge: Bridge, mirror: TillMirror) {
    this.#mirror = mirror;
    this.#payment = new CurrentPayment(bridge, mirror);
    this.#charging = new Charging(bridge);
    this.notice = new SaleNotice(
      () => mirror.till?.readiness,
      () => this.unready?.problem ?? null,
    );
    this.entry = new SaleEntry({
      till: () => mirror.till,
      // What is typed while main is asked to charge belongs to no sale.
      phase: () => (this.#charging.busy ? 'running' : this.phase),
      notice: this.notice,
      startNewSale: () => {
        this.#isEntryOlder = false;
        void this.#startNewSale(this.#isTyped);
      },
    });
  }

  get current(): PaymentView | null {
    return this.#payment.view;
  }

  get phase(): PaymentPhase {
    return this.#payment.phase;
  }

  /** The amount of the current payment or of the charge that is asked for, otherwise the one on the keypad. */
  get amount(): Hundredths {
    return (this.#shown ?? this.entry).amount;
  }

  /** Whether the amount is the keypad's, not that of a payment or of a charge that left the keypad as it was. */
  get showsEntry(): boolean {
    return this.phase === 'none' && !(this.#isEntryOlder && this.#charging.asked);
  }

  get orderReference(): string {
    return (this.#shown ?? this.entry.words).orderReference;
  }

  get note(): string {
    return (this.#shown ?? this.entry.words).note ?? '';
  }

  /** Why no charge can begin and what would help; null if one can, or if a payment is current. */
  get unready(): Unready | null {
    return this.phase === 'none' ? this.#unready : null;
  }

  /** What replaces Charge or Charge again; null once a charge can begin. */
  get inTheWay(): Unready | null {
    return this.act === 'remedy' ? this.#unready : null;
  }

  /**
   * The earlier payment of the same amount, or that payments may be missing here. The cashier must answer
   * before anything is charged.
   */
  get question(): PaymentView | 'payments-missing' | null {
    return this.#charging.question;
  }

  /** Whether a payment or a question needs the cashier, so that a scan opens nothing. */
  get isBusy(): boolean {
    const { phase } = this;
    return this.#charging.busy || this.question !== null || phase === 'running' || phase === 'unknown';
  }

  get mayCharge(): boolean {
    return this.phase === 'none' && this.#mayStart;
  }

  /** What the one large button does now. */
  get act(): SlabAct {
    return slabAct({
      phase: this.phase,
      state: this.current?.state,
      ready: this.#unready === null,
      maySameAgain: this.#couldSameAgain,
      parkOnly: !this.mayCancel && this.mayLeave,
    });
  }

  /** Whether the amount of the ended payment can be charged once more now. */
  get maySameAgain(): boolean {
    return this.#couldSameAgain && this.#unready === null;
  }

  get mayCancel(): boolean {
    return this.#payment.mayCancel;
  }

  get mayLeave(): boolean {
    return this.#payment.mayDismiss;
  }

  /** Charges the typed amount, once: a second press before the answer does nothing. */
  async charge(): Promise<void> {
    if (!this.mayCharge) return;
    performance.mark('charge-pressed');
    this.#isEntryOlder = false;
    await this.#charge(this.entry.order);
  }

  /**
   * Charges the amount, order and note of the ended payment once more, as a new payment. They are put on the keypad,
   * unless it has the sale that an unparked payment interrupted, which waits for the end of this one too: then the ended
   * payment stays until the new one takes its place.
   */
  async sameAgain(): Promise<void> {
    const { current } = this;
    if (!current || !this.maySameAgain || !this.#mayStart) return;
    const { amount, orderReference, note } = current;
    if (this.#isEntryOlder && !this.entry.isBlank) {
      await this.#charge({ amount, orderReference, ...(note === '' ? {} : { note }) });
      return;
    }
    const forgotten = this.#forgotten;
    this.notice.clear();
    const problem = await this.#payment.dismiss();
    if (forgotten !== this.#forgotten) return;
    if (problem) {
      this.notice.showProblem(problem);
      return;
    }
    this.#isEntryOlder = false;
    this.entry.put(amount);
    this.entry.say({ orderReference, note });
    await this.charge();
  }

  /** Charges anyway; the charge acknowledges what the question was about. */
  async chargeAgain(): Promise<void> {
    const charge = this.#mayStart ? this.#charging.takeQuestion() : undefined;
    if (charge) await this.#start(charge);
  }

  /** The safe answer to the question: charges nothing and says so. */
  doNotCharge(): void {
    if (this.#charging.takeQuestion() !== undefined) this.notice.notCharged();
  }

  /** Clears a sale that was not charged: the person who entered it has signed out. */
  forget(): void {
    this.#forgotten += 1;
    this.#isEntryOlder = false;
    this.#charging.forget();
    this.entry.empty();
    this.notice.clear();
  }

  /** Makes a parked payment the current one again; what is on the keypad waits for its end. */
  async unpark(reference: string): Promise<void> {
    this.notice.clear();
    const forgotten = this.#forgotten;
    const problem = await this.#payment.unpark(reference);
    if (forgotten !== this.#forgotten) return;
    if (problem === null) this.#isEntryOlder = true;
    this.notice.showProblem(problem);
  }

  async cancel(): Promise<void> {
    if (!this.mayCancel) return;
    this.notice.clear();
    this.notice.showProblem(await this.#payment.cancel());
  }

  /**
   * Dismisses or parks the current payment. Clears the keypad, unless it has the sale that an unparked payment
   * interrupted.
   */
  startNewSale(): Promise<void> {
    return this.#startNewSale();
  }

  /**
   * Called before keys that may be a scan's. `keep` says that somebody typed them; `undo` removes what they typed, and
   * brings back the ended payment that the first of them dismissed.
   */
  watchKeys(): { readonly keep: () => void; readonly undo: () => void } {
    const { tape, words } = this.entry;
    const isEntryOlder = this.#isEntryOlder;
    let resolve = (): void => undefined;
    const isTyped = new Promise<void>((judged) => (resolve = judged));
    this.#isTyped = isTyped;
    const end = (): void => {
      if (this.#isTyped === isTyped) this.#isTyped = undefined;
      resolve();
    };
    return {
      keep: end,
      undo: () => {
        this.entry.restore(tape, words);
        if (this.#payment.bringBack()) this.#isEntryOlder = isEntryOlder;
        end();
      },
    };
  }

  get #till(): TillView | null {
    return this.#mirror.till;
  }

  get #unready(): Unready | null {
    const readiness = this.#till?.readiness;
    return readiness?.ready === false ? readiness : null;
  }

  /** Whether main would take a new payment now: an ended one gives way to it. */
  get #mayStart(): boolean {
    const isFree = this.phase === 'none' || this.phase === 'ended';
    return isFree && this.#till?.readiness.ready === true && !this.#charging.busy;
  }

  /** Whether the ended payment itself allows its amount to be charged once more. */
  get #couldSameAgain(): boolean {
    const { current } = this;
    return (
      current !== null &&
      this.phase === 'ended' &&
      this.mayLeave &&
      isPlainEnd(current, this.#till?.currency ?? '')
    );
  }

  /** The current payment, or the charge that is asked for; undefined if there is neither. */
  get #shown(): Pick<CallInput<'payments.start'>, 'amount' | 'orderReference' | 'note'> | undefined {
    return this.current ?? this.#charging.asked ?? undefined;
  }

  async #startNewSale(isMeant?: Promise<void>): Promise<void> {
    if (!this.mayLeave || this.#charging.busy) return;
    this.notice.clear();
    if (!this.#isEntryOlder) this.entry.empty();
    this.#isEntryOlder = false;
    this.notice.showProblem(await this.#payment.dismiss(isMeant));
  }

  async #charge(order: CallInput<'payments.start'>): Promise<void> {
    this.notice.clear();
    const refused = this.entry.refusal(order.amount, this.#till?.ceiling ?? 0);
    if (refused) this.notice.showProblem(refused);
    else await this.#start(order);
  }

  async #start(charge: CallInput<'payments.start'>): Promise<void> {
    const started = await this.#charging.start(charge);
    if (typeof started === 'object') this.notice.showProblem(started);
    else if (started && !this.#isEntryOlder) this.entry.empty();
  }
}
