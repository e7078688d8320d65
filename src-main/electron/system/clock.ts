import { uptime } from 'node:os';
import type { Clock } from '#services/ports.ts';

/**
 * No timer runs longer than this. A longer one would fire late after the machine has slept, and Node fires timers over
 * 2^31 ms immediately.
 */
const MAX_NAP_MS = 60_000;

/** The uptime advances in steps of up to a second: a smaller gain than this is not sleep. */
const SHORTEST_SLEEP_MS = 2_000;

/** performance.now() stops while the machine sleeps, its uptime (ms) does not: the uptime's lead over it is sleep. */
const steadyClock = (uptimeMs: () => number): (() => number) => {
  const ahead = uptimeMs() - performance.now();
  let slept = 0;
  return () => {
    const gained = uptimeMs() - performance.now() - ahead;
    if (gained - slept > SHORTEST_SLEEP_MS) slept = gained;
    return performance.now() + slept;
  };
};

interface Wait {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** All waits share one timer: a till that watches hundreds of payments still wakes up once a minute. */
class Waits {
  readonly #steady: () => number;
  /** Sorted, the next one first. */
  readonly #waits: Wait[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(steady: () => number) {
    this.#steady = steady;
  }

  add(wait: Wait): void {
    const index = this.#waits.findLastIndex(({ dueAt }) => dueAt <= wait.dueAt) + 1;
    this.#waits.splice(index, 0, wait);
    if (index === 0) this.#nap();
  }

  remove(wait: Wait): void {
    const index = this.#waits.indexOf(wait);
    if (index < 0) return;
    this.#waits.splice(index, 1);
    if (index === 0) this.#nap();
  }

  #nap(): void {
    clearTimeout(this.#timer);
    const [next] = this.#waits;
    if (!next) return;
    const ms = Math.min(Math.max(next.dueAt - this.#steady(), 0), MAX_NAP_MS);
    this.#timer = setTimeout(() => this.#look(next), ms);
  }

  /**
   * Runs one wait at a time, a millisecond apart, so that the next one runs even if this one throws, and windows are
   * served in between.
   */
  #look(next: Wait): void {
    if (next.dueAt > this.#steady()) {
      this.#nap();
      return;
    }
    this.remove(next);
    next.callback();
  }
}

const nextMidnight = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
};

/** The machine's clock; `uptimeMs` says how long the machine has been up, sleep included. */
export const openClock = (uptimeMs: () => number): Clock => {
  const steady = steadyClock(uptimeMs);
  const waits = new Waits(steady);
  const wakeAt: Clock['wakeAt'] = (at, callback) => {
    const wait = { dueAt: steady() + at - Date.now(), callback };
    waits.add(wait);
    return () => waits.remove(wait);
  };
  return { now: () => Date.now(), steady, wakeAt, nextMidnight };
};

export const systemClock: Clock = openClock(() => uptime() * 1_000);
