import type { Clock } from '#services/ports.ts';

interface Waiting {
  at: number;
  readonly callback: () => void;
}

/** A clock that a test sets. Callbacks run in the order of their times, each with its promises settled. */
export class HandClock implements Clock {
  #now: number;
  /** How far the clock was set ahead, ms. */
  #setAhead = 0;
  #waiting: Waiting[] = [];

  constructor(start = Date.UTC(2026, 10, 23, 9, 0, 0)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  steady(): number {
    return this.#now - this.#setAhead;
  }

  wakeAt(at: number, callback: () => void): () => void {
    const waiting = { at, callback };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  nextMidnight(at: number): number {
    return (Math.floor(at / 86_400_000) + 1) * 86_400_000;
  }

  /** Sets the clock ahead, or back if `ms` is negative, as a time server would; waits keep their length. */
  set(ms: number): void {
    this.#now += ms;
    this.#setAhead += ms;
    this.#waiting = this.#waiting.map((waiting) => Object.assign(waiting, { at: waiting.at + ms }));
  }

  /** Runs everything that is due in the next `ms`, then stops at that time. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const due = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting = this.#waiting.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets all promises that can settle now do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
