import type { Bridge, Problem } from '#contract';
import { ask } from '../ask.ts';

/** Printing an X or Z report. */
export class ReportPrint {
  readonly #bridge: Bridge;
  #state = $state<'none' | 'printing' | 'printed'>('none');
  #problem = $state.raw<Problem | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get state(): 'none' | 'printing' | 'printed' {
    return this.#state;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Prints a Z by its number; null prints the X of now. */
  async print(number: number | null): Promise<void> {
    this.#state = 'printing';
    this.#problem = null;
    const reply = await (number === null
      ? ask(this.#bridge, 'day.xPrint', {})
      : ask(this.#bridge, 'day.zPrint', { number }));
    this.#state = reply.ok ? 'printed' : 'none';
    if (!reply.ok) this.#problem = reply.problem;
  }
}
