/**
 * Runs one job after another, in the order in which they were added. A job that fails rejects only for its own caller.
 */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();
  #size = 0;

  /** Jobs that are running or waiting. */
  get size(): number {
    return this.#size;
  }

  /** Settles as the job does. */
  add<T>(job: () => T | Promise<T>): Promise<T> {
    this.#size += 1;
    const done = this.#last.then(job).finally(() => (this.#size -= 1));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Settles when every job added so far is over. Never rejects. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
