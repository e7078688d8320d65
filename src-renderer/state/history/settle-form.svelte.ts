import type { Bridge, CallInput, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

export type SettledOutcome = CallInput<'payments.settle'>['outcome'] | CallInput<'refunds.settle'>['outcome'];

/** The payment or refund that the form is about. */
export interface Settleable {
  readonly of: 'payment' | 'refund';
  readonly reference: string;
}

/** The form in which a manager settles a payment or refund by hand. */
export class SettleForm {
  readonly #asking: Asking;
  readonly #subject: Settleable;
  #sending = $state(false);
  /** Null until one is chosen: neither outcome is preselected. */
  outcome = $state<SettledOutcome | null>(null);
  reason = $state('');

  constructor(bridge: Bridge, subject: Settleable) {
    this.#asking = new Asking(bridge);
    this.#subject = subject;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  get sending(): boolean {
    return this.#sending;
  }

  get outcomes(): readonly SettledOutcome[] {
    return this.#subject.of === 'payment' ? ['paid', 'not-paid'] : ['refunded', 'not-refunded'];
  }

  get mayConfirm(): boolean {
    return this.outcome !== null && this.reason.trim() !== '' && !this.#sending;
  }

  /** Settles it, once; true if it was settled. */
  async confirm(): Promise<boolean> {
    if (!this.mayConfirm) return false;
    this.#sending = true;
    this.#asking.clear();
    const settled = await this.#settle();
    this.#sending = false;
    return settled !== undefined;
  }

  async #settle() {
    const { reference } = this.#subject;
    const { outcome, reason } = this;
    if (outcome === 'paid' || outcome === 'not-paid')
      return this.#asking.ask('payments.settle', { reference, outcome, reason });
    return this.#asking.ask('refunds.settle', {
      reference,
      outcome: outcome === 'refunded' ? outcome : 'not-refunded',
      reason,
    });
  }
}
