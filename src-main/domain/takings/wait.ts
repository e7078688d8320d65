/** How long customers take from the code on their display to the payment, in steps. */

/** Width of a step in seconds. */
export const WAIT_STEP = 10;

/** How many steps there are; the last one holds everything longer. */
export const WAIT_STEPS = 13;

/** The step of a wait in ms: 0 … `WAIT_STEPS` − 1. If the clock was set back, the wait counts as 0. */
export const waitStepOf = (ms: number): number =>
  Math.min(WAIT_STEPS - 1, Math.max(0, Math.floor(ms / 1_000 / WAIT_STEP)));

/**
 * The median wait in seconds, interpolated within its step; null without any wait, or if it falls in the last step,
 * which has no end.
 */
export const typicalWait = (steps: readonly number[]): number | null => {
  const half = steps.reduce((sum, count) => sum + count, 0) / 2;
  if (half === 0) return null;
  let below = 0;
  for (const [step, count] of steps.entries()) {
    if (below + count >= half) {
      if (step === WAIT_STEPS - 1) return null;
      return Math.round((step + (half - below) / count) * WAIT_STEP);
    }
    below += count;
  }
  return null;
};
