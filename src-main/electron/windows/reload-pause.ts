/** A page that ran this long was healthy. Milliseconds, like the waits. */
const HEALTHY_AFTER = 60_000;
const WAITS = [0, 2_000, 5_000, 15_000, 30_000];

/**
 * How long to wait before reloading a page that crashed at `now` (ms of any steady clock): not at all the first time,
 * then longer each time, so that a page that keeps crashing does not slow down payments.
 */
export const openReloadPause = (): ((now: number) => number) => {
  let crashes = 0;
  let crashedAt = -Infinity;
  return (now) => {
    crashes = now - crashedAt < HEALTHY_AFTER ? crashes + 1 : 1;
    crashedAt = now;
    return WAITS[Math.min(crashes, WAITS.length) - 1] ?? 0;
  };
};
