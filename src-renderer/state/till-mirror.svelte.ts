import type { Bridge, PaymentView, TillSnapshot, TillView } from '#contract';
import { ask } from './ask.ts';

const withPayment = (history: TillSnapshot['history'], changed: PaymentView): TillSnapshot['history'] =>
  history.some(({ reference }) => reference === changed.reference)
    ? history.map((payment) => (payment.reference === changed.reference ? changed : payment))
    : [changed, ...history];

/** Told of every change of a payment, with how it was known before. */
export type PaymentListener = (before: PaymentView | null, now: PaymentView) => void;

/** What main last said about this till. The window itself changes nothing here. */
export class TillMirror {
  readonly #bridge: Bridge;
  readonly #onPayment: PaymentListener;
  #snapshot = $state.raw<TillSnapshot | null>(null);
  #failed = $state(false);
  #missedPush = false;
  /** When main last said something of the till, by the window's steady count. */
  #heardAt = $state.raw(0);

  constructor(bridge: Bridge, onPayment: PaymentListener) {
    this.#bridge = bridge;
    this.#onPayment = onPayment;
  }

  get till(): TillView | null {
    return this.#snapshot?.till ?? null;
  }

  /** Ms since the payment in front of the cashier was started; `steady` is the window's steady count now. */
  currentAgeAt(steady: number): number {
    return (this.till?.currentAge ?? 0) + steady - this.#heardAt;
  }

  get history(): readonly PaymentView[] {
    return this.#snapshot?.history ?? [];
  }

  /** Whether main would not say anything at the start. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Listens first and asks then, so that nothing falls between; the result stops listening. */
  start(): () => void {
    const stops = [
      this.#bridge.on('till.changed', (till) => {
        this.#change(({ history }) => this.#heard({ till, history }));
      }),
      this.#bridge.on('history.changed', (payment) => {
        this.#change(({ till, history }) => ({ till, history: withPayment(history, payment) }));
      }),
      this.#bridge.on('till.replaced', (snapshot) => (this.#snapshot = this.#heard(snapshot))),
    ];
    void this.#read();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #read(): Promise<void> {
    const reply = await ask(this.#bridge, 'till.snapshot', {});
    if (this.#missedPush) {
      // A push overtook the answer: which of them is newer is unknown, so ask again.
      this.#missedPush = false;
      return this.#read();
    }
    if (reply.ok) this.#snapshot = this.#heard(reply.value);
    else this.#failed = true;
  }

  #heard(snapshot: TillSnapshot): TillSnapshot {
    this.#heardAt = performance.now();
    return snapshot;
  }

  #change(change: (snapshot: TillSnapshot) => TillSnapshot): void {
    const before = this.#snapshot;
    if (!before) {
      this.#missedPush = true;
      return;
    }
    const now = change(before);
    this.#snapshot = now;
    this.#tell(before, now);
  }

  #tell(before: TillSnapshot, now: TillSnapshot): void {
    const known = (reference: string): PaymentView | null =>
      [before.till.current, ...before.history].find((payment) => payment?.reference === reference) ?? null;
    if (now.till.current && now.till.current !== before.till.current) {
      this.#onPayment(known(now.till.current.reference), now.till.current);
    }
    for (const payment of now.history) {
      const old = before.history.includes(payment);
      if (!old && payment.reference !== now.till.current?.reference) {
        this.#onPayment(known(payment.reference), payment);
      }
    }
  }
}
