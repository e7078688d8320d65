import type { Bridge, PaymentView, TillSnapshot, TillView } from '#contract';
import { ask } from './ask.ts';

const withPayment = (history: TillSnapshot['history'], changed: PaymentView): TillSnapshot['history'] =>
  history.some(({ reference }) => reference === changed.reference)
    ? history.map((payment) => (payment.reference === changed.reference ? changed : payment))
    : [changed, ...history];

/** Called for every change of a payment, with its previous view. */
export type PaymentListener = (before: PaymentView | null, now: PaymentView) => void;

/** Mirrors the till's state in main; read-only for the window. */
export class TillMirror {
  readonly #bridge: Bridge;
  readonly #onPayment: PaymentListener;
  #snapshot = $state.raw<TillSnapshot | null>(null);
  #failed = $state(false);
  #missedPush = false;
  /** When the till's view arrived; monotonic ms. */
  #receivedAt = $state.raw(0);

  constructor(bridge: Bridge, onPayment: PaymentListener) {
    this.#bridge = bridge;
    this.#onPayment = onPayment;
  }

  get till(): TillView | null {
    return this.#snapshot?.till ?? null;
  }

  /** Age of the current payment at `steady` (monotonic ms); ms. */
  currentAgeAt(steady: number): number {
    return (this.till?.currentAge ?? 0) + steady - this.#receivedAt;
  }

  get history(): readonly PaymentView[] {
    return this.#snapshot?.history ?? [];
  }

  /** Whether the first snapshot could not be read. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Follows changes before it reads the snapshot, so that none is missed; the result stops it. */
  start(): () => void {
    const stops = [
      this.#bridge.on('till.changed', (till) => {
        this.#change(({ history }) => this.#arrived({ till, history }));
      }),
      this.#bridge.on('history.changed', (payment) => {
        this.#change(({ till, history }) => ({ till, history: withPayment(history, payment) }));
      }),
      this.#bridge.on('till.replaced', (snapshot) => (this.#snapshot = this.#arrived(snapshot))),
    ];
    void this.#read();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #read(): Promise<void> {
    const reply = await ask(this.#bridge, 'till.snapshot', {});
    if (this.#missedPush) {
      // A push overtook the reply, so it is unclear which is newer; read again.
      this.#missedPush = false;
      return this.#read();
    }
    if (reply.ok) this.#snapshot = this.#arrived(reply.value);
    else this.#failed = true;
  }

  #arrived(snapshot: TillSnapshot): TillSnapshot {
    this.#receivedAt = performance.now();
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
    this.#notify(before, now);
  }

  #notify(before: TillSnapshot, now: TillSnapshot): void {
    const former = (reference: string): PaymentView | null =>
      [before.till.current, ...before.history].find((payment) => payment?.reference === reference) ?? null;
    if (now.till.current && now.till.current !== before.till.current) {
      this.#onPayment(former(now.till.current.reference), now.till.current);
    }
    for (const payment of now.history) {
      const old = before.history.includes(payment);
      if (!old && payment.reference !== now.till.current?.reference) {
        this.#onPayment(former(payment.reference), payment);
      }
    }
  }
}
