/**
 * Circuit breaker: when calls keep failing, the till sends none for a while, so it fails at once instead of after a
 * timeout.
 *
 *   closed ──▶ open ──▶ trying ──▶ closed
 *                ▲         │
 *                └─────────┘ the next wait is longer
 *
 * Pure; times are ms of the steady clock.
 */
import { breakerWait, PACE } from '#domain/pace.ts';

interface Call {
  readonly at: number;
  readonly failed: boolean;
}

export type Breaker =
  | { readonly state: 'closed'; readonly calls: readonly Call[] }
  /** Nothing is sent before `until`. `openings`: how many times in a row it has opened. */
  | { readonly state: 'open'; readonly until: number; readonly openings: number }
  /** One call, the probe, is under way; no other is sent meanwhile. */
  | { readonly state: 'trying'; readonly openings: number };

/** Whether a call may be sent, and whether it is the probe. */
export type Pass = 'plain' | 'probe' | 'refused';

/** How a call ended. A call that never left this computer says nothing about the gateway. */
export type Outcome = 'answered' | 'failed' | 'never-left';

export const CLOSED: Breaker = { state: 'closed', calls: [] };

const opened = (openings: number, now: number): Breaker => ({
  state: 'open',
  until: now + breakerWait(openings),
  openings,
});

/** Whether a call may be sent now, and the breaker after that decision. */
export const enter = (breaker: Breaker, now: number): { readonly pass: Pass; readonly breaker: Breaker } => {
  if (breaker.state === 'closed') return { pass: 'plain', breaker };
  if (breaker.state === 'trying' || now < breaker.until) return { pass: 'refused', breaker };
  return { pass: 'probe', breaker: { state: 'trying', openings: breaker.openings } };
};

const afterCall = (calls: readonly Call[], failed: boolean, now: number): Breaker => {
  const { within, calls: fewest, failedShare } = PACE.breaker;
  const recent = [...calls.filter(({ at }) => now - at < within), { at: now, failed }];
  const failures = recent.filter((call) => call.failed).length;
  // Only a failed call opens the breaker, however many calls failed before an answered one.
  return failed && recent.length >= fewest && failures / recent.length >= failedShare
    ? opened(1, now)
    : { state: 'closed', calls: recent };
};

/** The breaker after a call that was sent has ended. */
export const leave = (
  breaker: Breaker,
  pass: Exclude<Pass, 'refused'>,
  outcome: Outcome,
  now: number,
): Breaker => {
  if (breaker.state === 'closed') {
    return outcome === 'never-left' ? breaker : afterCall(breaker.calls, outcome === 'failed', now);
  }
  if (outcome === 'answered') return CLOSED;
  // A call from before the breaker opened changes nothing.
  if (breaker.state === 'open' || pass === 'plain') return breaker;
  return outcome === 'failed'
    ? opened(breaker.openings + 1, now)
    : { state: 'open', until: now, openings: breaker.openings };
};

/** Whether calls are refused now. */
export const isPausing = (breaker: Breaker, now: number): boolean => enter(breaker, now).pass === 'refused';
