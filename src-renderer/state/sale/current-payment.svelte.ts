import type { Bridge, PaymentView, Problem } from '#contract';
import { ask } from '../ask.ts';
import type { TillMirror } from '../till-mirror.svelte.ts';
import type { PaymentPhase } from './payment-phase.ts';
import { phaseOf } from './payment-phase.ts';

/** Cancels any payment, current or not; resolves to the problem, or to null. */
export const cancelPayment = async (bridge: Bridge, reference: string): Promise<Problem | null> => {
  const reply = await ask(bridge, 'payments.cancel', { reference });
  return reply.ok ? null : reply.problem;
};

/** The current payment. Calls to main resolve to the problem, or to null. */
export class CurrentPayment {
  readonly #bridge: Bridge;
  readonly #mirror: TillMirror;
  #cancelling = $state<string | null>(null);
  /** The turn of a payment that was dismissed here while main still shows it; it may get another turn later. */
  #dismissed = $state<number | null>(null);
  /** Whether main does not know of that yet. */
  #isUntold = false;

  constructor(bridge: Bridge, mirror: TillMirror) {
    this.#bridge = bridge;
    this.#mirror = mirror;
  }

  get view(): PaymentView | null {
    return this.#mirror.turn === this.#dismissed ? null : (this.#mirror.till?.current ?? null);
  }

  get phase(): PaymentPhase {
    return phaseOf(this.view);
  }

  get mayCancel(): boolean {
    const { view, phase } = this;
    return (
      (phase === 'running' || phase === 'unknown') &&
      view?.cancelling === 'no' &&
      this.#cancelling !== view.reference
    );
  }

  get mayDismiss(): boolean {
    return this.view !== null && (this.#mirror.till?.mayDismiss ?? false);
  }

  async cancel(): Promise<Problem | null> {
    const { view } = this;
    if (!view || !this.mayCancel) return null;
    this.#cancelling = view.reference;
    const problem = await cancelPayment(this.#bridge, view.reference);
    this.#cancelling = null;
    return problem;
  }

  /**
   * Dismisses an ended payment. Parks one whose outcome is unknown; main continues to poll it. Main is told once
   * `isMeant` resolves; until then it can be brought back.
   */
  async dismiss(isMeant?: Promise<void>): Promise<Problem | null> {
    const { view } = this;
    if (!view || !this.mayDismiss) return null;
    const { turn } = this.#mirror;
    this.#dismissed = turn;
    if (isMeant) {
      this.#isUntold = true;
      await isMeant;
      this.#isUntold = false;
      if (this.#dismissed !== turn) return null;
    }
    const reply = await ask(this.#bridge, 'payments.dismiss', { reference: view.reference });
    if (reply.ok) return null;
    if (this.#dismissed === turn) this.#dismissed = null;
    return reply.problem;
  }

  /** Shows a dismissed payment again that main still has; false if there is none. */
  bringBack(): boolean {
    if (!this.#isUntold) return false;
    this.#isUntold = false;
    this.#dismissed = null;
    return true;
  }

  async unpark(reference: string): Promise<Problem | null> {
    const reply = await ask(this.#bridge, 'payments.unpark', { reference });
    if (!reply.ok) return reply.problem;
    this.#dismissed = null;
    return null;
  }
}
