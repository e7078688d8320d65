import type { Clock } from '#services/ports.ts';

/**
 * No timer runs longer than this. A sleeping machine or a clock set right would strand a longer one, and Node fires
 * at once what is asked to wait over 2^31 ms.
 */
const LONGEST_NAP_MS = 60_000;

const wakeAt = (at: number, callback: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const dueAt = performance.now() + at - Date.now();
  /** By the wall clock, or by the time that has really passed if somebody sets the clock back meanwhile. */
  const left = (): number => Math.min(at - Date.now(), dueAt - performance.now());
  const nap = (): void => {
    timer = setTimeout(look, Math.min(Math.max(left(), 0), LONGEST_NAP_MS));
  };
  const look = (): void => {
    if (left() > 0) nap();
    else callback();
  };
  nap();
  return () => clearTimeout(timer);
};

/** The calendar day of this machine's time zone; 23 or 25 hours long where the clocks change. */
const day = (at: number): { from: number; to: number } => {
  const date = new Date(at);
  const midnight = (offset: number): number =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
  return { from: midnight(0), to: midnight(1) };
};

export const systemClock: Clock = { now: () => Date.now(), wakeAt, day };
