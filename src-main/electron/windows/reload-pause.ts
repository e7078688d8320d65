/** A page that lived this long was well. Milliseconds, like the waits. */
const WELL_AFTER = 60_000;
const WAITS = [0, 2_000, 5_000, 15_000, 30_000];

/**
 * How long a page that died now (ms of any steady clock) waits before it is loaded again: not at all the first time,
 * then longer and longer, so that a page that cannot live does not take the machine from the payments.
 */
export const openReloadPause = (): ((now: number) => number) => {
  let deaths = 0;
  let diedAt = -Infinity;
  return (now) => {
    deaths = now - diedAt < WELL_AFTER ? deaths + 1 : 1;
    diedAt = now;
    return WAITS[Math.min(deaths, WAITS.length) - 1] ?? 0;
  };
};
