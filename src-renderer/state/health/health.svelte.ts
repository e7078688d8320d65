import type { Bridge, HealthView, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';
import { repeat } from '../asking/repeat.ts';

/** Often enough to see that a remedy helped, seldom enough to read in peace. */
const EVERY_MS = 5_000;

/** The till's health, read repeatedly while the page is open. */
export class Health {
  readonly #reading: Asking;
  /** Apart from reading, which repeats itself and would take the problem away before anybody has read it. */
  readonly #checking: Asking;
  #view = $state.raw<HealthView | null>(null);

  constructor(bridge: Bridge) {
    this.#reading = new Asking(bridge);
    this.#checking = new Asking(bridge);
  }

  /** Null until main has answered. */
  get view(): HealthView | null {
    return this.#view;
  }

  /** Why a check could not start, or why the last reading failed; what is shown then is older. */
  get problem(): Problem | null {
    return this.#checking.problem ?? this.#reading.problem;
  }

  async read(): Promise<void> {
    this.#view = (await this.#reading.ask('health.read', {})) ?? this.#view;
  }

  /** Checks every entry of the journal in the background. */
  async check(): Promise<void> {
    if (await this.#checking.ask('health.check', {})) await this.read();
  }

  /** Reads now and repeatedly from then on; the result stops it. */
  start(): () => void {
    return repeat(EVERY_MS, () => void this.read());
  }
}
