import type { Bridge, HealthView, Problem } from '#contract';
import { ask } from '../ask.ts';

/** Often enough to see that a remedy helped, seldom enough to read in peace. */
const EVERY_MS = 5_000;

/** The till's health, read repeatedly while the page is open. */
export class Health {
  readonly #bridge: Bridge;
  #view = $state.raw<HealthView | null>(null);
  #problem = $state.raw<Problem | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Null until main has answered. */
  get view(): HealthView | null {
    return this.#view;
  }

  /** Why the last reading failed; what is shown then is older. */
  get problem(): Problem | null {
    return this.#problem;
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'health.read', {});
    if (reply.ok) this.#view = reply.value;
    this.#problem = reply.ok ? null : reply.problem;
  }

  /** Checks every entry of the journal in the background. */
  async check(): Promise<void> {
    const reply = await ask(this.#bridge, 'health.check', {});
    if (reply.ok) await this.read();
    else this.#problem = reply.problem;
  }

  /** Reads now and repeatedly from then on; the result stops it. */
  start(): () => void {
    void this.read();
    const timer = setInterval(() => void this.read(), EVERY_MS);
    return () => clearInterval(timer);
  }
}
