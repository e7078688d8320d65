import type { Bridge, PaymentView, Problem } from '#contract';
import { ask } from '../ask.ts';

/** Searches the payments of all days. */
export class HistorySearch {
  readonly #bridge: Bridge;
  #results = $state.raw<readonly PaymentView[] | null>(null);
  #problem = $state.raw<Problem | null>(null);
  /** As typed or scanned. */
  text = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Newest first; null before the first search. */
  get results(): readonly PaymentView[] | null {
    return this.#results;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  async search(): Promise<void> {
    this.#problem = null;
    if (this.text.trim() === '') return;
    const reply = await ask(this.#bridge, 'payments.search', { text: this.text });
    if (reply.ok) this.#results = reply.value;
    else this.#problem = reply.problem;
  }
}
