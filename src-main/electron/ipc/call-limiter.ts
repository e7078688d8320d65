import type { WindowRole } from '#contract/calls.ts';
import { CALL_LIMITS, countCalls, isWithin } from '#contract/call-limits.ts';
import type { Log } from '#services/ports.ts';

/** At most one log line in this time says how many calls were refused; ms. */
const LINE_EVERY = 60_000;

/** Whether a call is allowed: not if its window makes too many, or if it is too large. */
export type CallLimiter = (sender: WindowRole | undefined, sent: unknown) => boolean;

/** Main's own limit, for a page that has broken out of its preload. @param now steady ms */
export const callLimiter = (now: () => number, log: Log): CallLimiter => {
  const mayCall = {
    till: countCalls(CALL_LIMITS.till, now),
    customer: countCalls(CALL_LIMITS.customer, now),
    /** Anything that is not one of our pages. */
    unknown: countCalls(CALL_LIMITS.customer, now),
  };
  let refused = 0;
  let saidAt = -Infinity;
  return (sender, sent) => {
    const limits = CALL_LIMITS[sender ?? 'customer'];
    if (mayCall[sender ?? 'unknown']() && isWithin(sent, limits.size)) return true;
    refused += 1;
    if (now() - saidAt >= LINE_EVERY) {
      log.warn('a window asks too much of main and is refused', { sender: sender ?? 'unknown', refused });
      [refused, saidAt] = [0, now()];
    }
    return false;
  };
};
