/** The time of this window, moving twice a second. */
export class Clock {
  #now = $state(Date.now());
  #steady = $state(performance.now());

  /** Epoch ms, as the clock on the wall shows it. */
  get now(): number {
    return this.#now;
  }

  /** Ms of a count that goes on evenly when somebody sets the clock. */
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
