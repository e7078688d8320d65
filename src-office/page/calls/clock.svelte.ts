import { getContext, setContext } from 'svelte';

/** A smaller difference is how long an answer takes; ms. */
const SAME_WITHIN = 10_000;

/**
 * The office's time, updated each second: by a browser's own clock, which may be minutes off, all tills would look silent or
 * none, and a code good for longer than it is.
 */
export class Clock {
  now = $state(Date.now());
  /** How far the office's clock is ahead of the browser's; ms. */
  #ahead = 0;

  run(): () => void {
    const every = setInterval(() => this.#tick(), 1_000);
    return () => clearInterval(every);
  }

  /** It is this late at the office now; epoch ms. */
  set(now: number): void {
    const ahead = now - Date.now();
    if (Math.abs(ahead - this.#ahead) <= SAME_WITHIN) return;
    this.#ahead = ahead;
    this.#tick();
  }

  #tick(): void {
    this.now = Date.now() + this.#ahead;
  }
}

const KEY = Symbol('clock');

export const setClock = (clock: Clock): Clock => setContext(KEY, clock);
export const getClock = (): Clock => getContext(KEY);
