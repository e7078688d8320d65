import type { Bridge, CallInput, PaymentView, Problem } from '#contract';
import { ask } from '../ask.ts';

type Charge = CallInput<'payments.start'>;

/** Starts payments, one at a time, and keeps the question that must be answered before a charge. */
export class Charging {
  readonly #bridge: Bridge;
  #busy = $state(false);
  #question = $state.raw<PaymentView | 'payments-missing' | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** The question: an earlier payment had the same amount, or payments may be missing here. */
  get question(): PaymentView | 'payments-missing' | null {
    return this.#question;
  }

  /**
   * Withdraws the question and returns what it was about, which the next charge acknowledges; undefined
   * without one.
   */
  takeQuestion(): Charge['acknowledged'] {
    const question = this.#question;
    this.#question = null;
    if (question === null) return undefined;
    if (question === 'payments-missing') return question;
    return { reference: question.reference, state: question.state };
  }

  /** Resolves to the problem, or to whether a payment started; if none started, a question is open. */
  async start(charge: Charge): Promise<Problem | boolean> {
    this.#busy = true;
    const reply = await ask(this.#bridge, 'payments.start', charge);
    this.#busy = false;
    if (!reply.ok) return reply.problem;
    const { value } = reply;
    if (value.answer === 'same-amount') this.#question = value.earlier;
    else if (value.answer === 'payments-missing') this.#question = 'payments-missing';
    return value.answer === 'started';
  }
}
