import type { Bridge, Problem, StoryView } from '#contract';
import { ask } from '../ask.ts';

/** The events of one payment; read them again whenever the payment changes. */
export class StoryReader {
  readonly #bridge: Bridge;
  readonly #showProblem: (problem: Problem) => void;
  #story = $state.raw<StoryView | null>(null);
  #reference = '';
  /** Counts readings; the reply to an earlier one is out of date. */
  #readings = 0;

  constructor(bridge: Bridge, showProblem: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#showProblem = showProblem;
  }

  /** Null until the payment that was asked for last is read. */
  get story(): StoryView | null {
    return this.#story;
  }

  async read(reference: string): Promise<void> {
    if (reference !== this.#reference) this.#story = null;
    this.#reference = reference;
    this.#readings += 1;
    const reading = this.#readings;
    const reply = await ask(this.#bridge, 'payments.story', { reference });
    if (reading !== this.#readings) return;
    if (reply.ok) this.#story = reply.value;
    else this.#showProblem(reply.problem);
  }
}
