import { uptime } from 'node:os';
import type { Clock } from '#services/ports.ts';

/**
 * No timer runs longer than this. A longer one would fire late after the machine has slept, and Node fires timers over
 * 2^31 ms at once.
 */
const LONGEST_NAP_MS = 60_000;

/** The uptime comes in steps of up to a second: less than this is no sleep. */
const SHORTEST_SLEEP_MS = 2_000;

/** performance.now() stops while the machine sleeps, its uptime (ms) does not: what the uptime has gained was sleep. */
const steadyClock = (uptimeMs: () => number): (() => number) => {
  const ahead = uptimeMs() - performance.now();
  let slept = 0;
  return () => {
    const gained = uptimeMs() - performance.now() - ahead;
    if (gained - slept > SHORTEST_SLEEP_MS) slept = gained;
    return performance.now() + slept;
  };
};

const alarm =
  (steady: () => number) =>
  (at: number, callback: () => void): (() => void) => {
    let timer: NodeJS.Timeout;
    const dueAt = steady() + at - Date.now();
    const nap = (): void => {
      timer = setTimeout(look, Math.min(Math.max(dueAt - steady(), 0), LONGEST_NAP_MS));
    };
    const look = (): void => {
      if (dueAt > steady()) nap();
      else callback();
    };
    nap();
    return () => clearTimeout(timer);
  };

const nextMidnight = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
};

/** The clock of a machine that has been up for so many ms, sleep included. */
export const openClock = (uptimeMs: () => number): Clock => {
  const steady = steadyClock(uptimeMs);
  return { now: () => Date.now(), steady, wakeAt: alarm(steady), nextMidnight };
};

export const systemClock: Clock = openClock(() => uptime() * 1_000);
