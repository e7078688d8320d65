/** The time on the wall of this window, moving twice a second. */
export class Clock {
  #now = $state(Date.now());

  /** Epoch ms. */
  get now(): number {
    return this.#now;
  }

  /** The result stops it. */
  start(): () => void {
    const timer = setInterval(() => (this.#now = Date.now()), 500);
    return () => clearInterval(timer);
  }
}
