import type { Bridge, Problem, StoryView } from '#contract';
import { ask } from '../ask.ts';

/** The story of one payment, read again whenever the payment moves. */
export class StoryReader {
  readonly #bridge: Bridge;
  readonly #complain: (problem: Problem) => void;
  #story = $state.raw<StoryView | null>(null);

  constructor(bridge: Bridge, complain: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#complain = complain;
  }

  get story(): StoryView | null {
    return this.#story;
  }

  async read(reference: string): Promise<void> {
    const reply = await ask(this.#bridge, 'payments.story', { reference });
    if (reply.ok) this.#story = reply.value;
    else this.#complain(reply.problem);
  }
}
