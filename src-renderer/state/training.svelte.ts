import type { Bridge, Problem, TrainingAction } from '#contract';
import { ask } from './ask.ts';

/** The cashier playing the customer and the weather, in training only. */
export class Training {
  readonly #bridge: Bridge;
  readonly #complain: (problem: Problem) => void;
  #networkDown = $state(false);

  constructor(bridge: Bridge, complain: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#complain = complain;
  }

  get networkDown(): boolean {
    return this.#networkDown;
  }

  async act(action: TrainingAction): Promise<void> {
    const reply = await ask(this.#bridge, 'training.act', { action });
    if (!reply.ok) {
      this.#complain(reply.problem);
      return;
    }
    if (action === 'network-down') this.#networkDown = true;
    if (action === 'network-up') this.#networkDown = false;
  }
}
