import type { Bridge, OverviewView } from '#contract';
import { ask } from '../ask.ts';

/** Today's takings; null until they are read, and for people who may not see totals. */
export class TodayTakings {
  readonly #bridge: Bridge;
  #view = $state.raw<OverviewView | null>(null);
  /** Whether something has changed since the current reading began. */
  #isStale = false;
  #isReading = false;
  /** How often they were forgotten; what was asked for before that is not for the person here now. */
  #forgotten = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get view(): OverviewView | null {
    return this.#view;
  }

  /** One reading at a time, and one more if another was requested meanwhile. */
  async read(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#isStale) {
      this.#isStale = false;
      const forgotten = this.#forgotten;
      const reply = await ask(this.#bridge, 'takings.today', {});
      if (forgotten === this.#forgotten) this.#view = reply.ok ? reply.value : null;
    }
    this.#isReading = false;
  }

  forget(): void {
    this.#view = null;
    this.#isStale = false;
    this.#forgotten += 1;
  }
}
