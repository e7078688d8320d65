import type { Bridge, Problem, StoryView } from '#contract';
import { ask } from '../ask.ts';
import { Newest } from '../asking/newest.ts';

/** The events of one payment; read them again whenever the payment changes. */
export class StoryReader {
  readonly #bridge: Bridge;
  readonly #showProblem: (problem: Problem) => void;
  readonly #newest = new Newest();
  #story = $state.raw<StoryView | null>(null);
  /** Of the payment that was asked for last; not reactive, since effects read it again by what they themselves follow. */
  #reference = '';

  constructor(bridge: Bridge, showProblem: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#showProblem = showProblem;
  }

  /** Null until the payment that was asked for last is read. */
  get story(): StoryView | null {
    return this.#story;
  }

  /** Another payment's events are not shown for this one, however late its own come. */
  async read(reference: string): Promise<void> {
    const isNewest = this.#newest.begin();
    if (reference !== this.#reference) this.#story = null;
    this.#reference = reference;
    const reply = await ask(this.#bridge, 'payments.story', { reference });
    if (!isNewest()) return;
    if (reply.ok) this.#story = reply.value;
    else this.#showProblem(reply.problem);
  }
}
