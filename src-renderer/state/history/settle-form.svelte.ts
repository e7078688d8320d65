import type { Bridge, CallInput, Problem, Reply } from '#contract';
import { ask } from '../ask.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';

export type SettledOutcome = CallInput<'payments.settle'>['outcome'] | CallInput<'refunds.settle'>['outcome'];

/** The payment or refund that the form is about. */
export interface Settleable {
  readonly of: 'payment' | 'refund';
  readonly reference: string;
}

/** The form in which a manager settles a payment or refund by hand. */
export class SettleForm {
  readonly #bridge: Bridge;
  readonly #problem = new TypedProblem(() => [this.outcome, this.reason].join('\n'));
  readonly #subject: Settleable;
  #sending = $state(false);
  /** Null until one is chosen: neither outcome is preselected. */
  outcome = $state<SettledOutcome | null>(null);
  reason = $state('');

  constructor(bridge: Bridge, subject: Settleable) {
    this.#bridge = bridge;
    this.#subject = subject;
  }

  /** Disappears once something else is chosen or typed. */
  get problem(): Problem | null {
    return this.#problem.current;
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
    const show = this.#problem.about();
    show(null);
    const reply = await this.#settle();
    this.#sending = false;
    show(reply.ok ? null : reply.problem);
    return reply.ok;
  }

  async #settle(): Promise<Reply<unknown>> {
    const { reference } = this.#subject;
    const { outcome, reason } = this;
    if (outcome === 'paid' || outcome === 'not-paid')
      return ask(this.#bridge, 'payments.settle', { reference, outcome, reason });
    return ask(this.#bridge, 'refunds.settle', {
      reference,
      outcome: outcome === 'refunded' ? outcome : 'not-refunded',
      reason,
    });
  }
}
