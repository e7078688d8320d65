/** The window's time, updated twice a second. */
export class Clock {
  #now = $state(Date.now());
  #steady = $state(performance.now());

  /** Wall clock, epoch ms. */
  get now(): number {
    return this.#now;
  }

  /** Monotonic, ms: unaffected when the clock is set. */
  get steady(): number {
    return this.#steady;
  }

  /** The result stops it. */
  start(): () => void {
    const tick = (): void => {
      this.#now = Date.now();
      this.#steady = performance.now();
    };
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }
}
