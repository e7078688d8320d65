import type { Bridge, HealthView, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';
import { repeat } from '../asking/repeat.ts';

/** Often enough to see that a remedy helped, seldom enough to read in peace. */
const EVERY_MS = 5_000;

/** The till's health, read repeatedly while the page is open. */
export class Health {
  readonly #asking: Asking;
  #view = $state.raw<HealthView | null>(null);

  constructor(bridge: Bridge) {
    this.#asking = new Asking(bridge);
  }

  /** Null until main has answered. */
  get view(): HealthView | null {
    return this.#view;
  }

  /** Why the last reading failed; what is shown then is older. */
  get problem(): Problem | null {
    return this.#asking.problem;
  }

  async read(): Promise<void> {
    this.#view = (await this.#asking.ask('health.read', {})) ?? this.#view;
  }

  /** Checks every entry of the journal in the background. */
  async check(): Promise<void> {
    if (await this.#asking.ask('health.check', {})) await this.read();
  }

  /** Reads now and repeatedly from then on; the result stops it. */
  start(): () => void {
    return repeat(EVERY_MS, () => void this.read());
  }
}
