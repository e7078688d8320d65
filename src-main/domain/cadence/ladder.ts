/** Calls at the pace of a ladder of rungs, the last of which has no end. All times in ms. */
import type { Rung } from '#domain/pace.ts';

/** How many calls are due by an age; part of the next one counts as part of a call. */
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

/** How long after a call at this age the next one is due: each rung that is passed counts for its share. */
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
