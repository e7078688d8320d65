/** Calls at the pace of a ladder of rungs; the last rung has no end. All times in ms. */
import type { Rung } from '#domain/pace.ts';

/** How many calls are due by an age, counting the fraction of the next one. */
export const callsBy = (ladder: readonly Rung[], age: number): number => {
  let calls = 0;
  let from = 0;
  for (const { untilAge, every } of ladder) {
    if (from >= age) break;
    calls += (Math.min(untilAge, age) - from) / every;
    from = untilAge;
  }
  return calls;
};

/** How long after a call at this age the next one is due. A wait across several rungs takes its share of each. */
export const waitFrom = (ladder: readonly Rung[], age: number): number => {
  let left = 1;
  let at = Math.max(0, age);
  for (const { untilAge, every } of ladder) {
    if (at >= untilAge) continue;
    const share = (untilAge - at) / every;
    if (share >= left) return at + left * every - Math.max(0, age);
    left -= share;
    at = untilAge;
  }
  return Infinity;
};
