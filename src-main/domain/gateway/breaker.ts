/**
 * Leaves a gateway alone that keeps failing, so that a till says at once what it would otherwise say after a long wait.
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
  /** Nothing is sent before `until`, for the `openings`-th time in a row. */
  | { readonly state: 'open'; readonly until: number; readonly openings: number }
  /** One call is on its way to find out; no other is sent meanwhile. */
  | { readonly state: 'trying'; readonly openings: number };

/** Whether a call may be sent, and whether it is the one that finds out. */
export type Pass = 'plain' | 'probe' | 'refused';

/** What a call says about the gateway; one that this computer's network never let out says nothing. */
export type Outcome = 'answered' | 'failed' | 'never-left';

export const CLOSED: Breaker = { state: 'closed', calls: [] };

const opened = (openings: number, now: number): Breaker => ({
  state: 'open',
  until: now + breakerWait(openings),
  openings,
});

/** Asks to send a call now. */
export const enter = (breaker: Breaker, now: number): { readonly pass: Pass; readonly breaker: Breaker } => {
  if (breaker.state === 'closed') return { pass: 'plain', breaker };
  if (breaker.state === 'trying' || now < breaker.until) return { pass: 'refused', breaker };
  return { pass: 'probe', breaker: { state: 'trying', openings: breaker.openings } };
};

const counted = (calls: readonly Call[], failed: boolean, now: number): Breaker => {
  const { within, calls: fewest, failedShare } = PACE.breaker;
  const recent = [...calls.filter(({ at }) => now - at < within), { at: now, failed }];
  const failures = recent.filter((call) => call.failed).length;
  return recent.length >= fewest && failures / recent.length >= failedShare
    ? opened(1, now)
    : { state: 'closed', calls: recent };
};

/** A call that was sent has come to its end. */
export const leave = (
  breaker: Breaker,
  pass: Exclude<Pass, 'refused'>,
  outcome: Outcome,
  now: number,
): Breaker => {
  if (breaker.state === 'closed') {
    return outcome === 'never-left' ? breaker : counted(breaker.calls, outcome === 'failed', now);
  }
  if (outcome === 'answered') return CLOSED;
  // Late news of a call from before changes nothing.
  if (breaker.state === 'open' || pass === 'plain') return breaker;
  return outcome === 'failed'
    ? opened(breaker.openings + 1, now)
    : { state: 'open', until: now, openings: breaker.openings };
};

/** Whether calls are refused at this time. */
export const isPausing = (breaker: Breaker, now: number): boolean => enter(breaker, now).pass === 'refused';
