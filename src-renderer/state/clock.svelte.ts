/** The window's time, updated twice a second. */
export class Clock {
  #now = $state(Date.now());
  #steady = $state(performance.now());

  /** Wall clock, epoch ms. */
  get now(): number {
    return this.#now;
  }

  /** Monotonic time, ms; it does not change when the clock is set. */
  get steady(): number {
    return this.#steady;
  }

  /** Starts the clock; the result stops it. */
  start(): () => void {
    const tick = (): void => {
      this.#now = Date.now();
      this.#steady = performance.now();
    };
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }
}
