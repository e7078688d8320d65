import type { Bridge, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

/** Printing an X or Z report. */
export class ReportPrint {
  readonly #asking: Asking;
  #state = $state<'none' | 'printing' | 'printed'>('none');

  constructor(bridge: Bridge) {
    this.#asking = new Asking(bridge);
  }

  get state(): 'none' | 'printing' | 'printed' {
    return this.#state;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  /** Prints a Z by its number; null prints the X of now. */
  async print(number: number | null): Promise<void> {
    this.#state = 'printing';
    this.#asking.clear();
    const done = await (number === null
      ? this.#asking.ask('day.xPrint', {})
      : this.#asking.ask('day.zPrint', { number }));
    this.#state = done ? 'printed' : 'none';
  }
}
