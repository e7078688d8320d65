import type { Bridge, Problem, StoryView } from '#contract';
import { ask } from '../ask.ts';

/** The events of one payment; read them again whenever the payment changes. */
export class StoryReader {
  readonly #bridge: Bridge;
  readonly #showProblem: (problem: Problem) => void;
  #story = $state.raw<StoryView | null>(null);

  constructor(bridge: Bridge, showProblem: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#showProblem = showProblem;
  }

  get story(): StoryView | null {
    return this.#story;
  }

  async read(reference: string): Promise<void> {
    const reply = await ask(this.#bridge, 'payments.story', { reference });
    if (reply.ok) this.#story = reply.value;
    else this.#showProblem(reply.problem);
  }
}
