/** What payments and refunds share about a request that failed, or whose outcome is unknown. */
import { PACE } from '#domain/pace.ts';

/** Why the outcome of a request is unknown. */
export const DOUBTS = [
  'no-answer',
  'server-fault',
  'malformed',
  'wrong-echo',
  'duplicate',
  'interrupted',
  'unknown-status',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Why the gateway has not begun what we requested: it refused the request, or never got it. */
export const REFUSALS = ['rejected', 'credentials-refused', 'not-sent', 'never-arrived'] as const;
export type Refusal = (typeof REFUSALS)[number];

export const FAILURES = ['declined', ...REFUSALS, 'settled-by-hand'] as const;
export type Failure = (typeof FAILURES)[number];

export interface OutcomeUnknown {
  readonly state: 'unknown';
  readonly doubt: Doubt;
  /** Look-ups that found nothing under our reference, and when the first did (epoch ms). */
  readonly misses: number;
  readonly firstMissAt: number | null;
}

export const outcomeUnknown = (doubt: Doubt): OutcomeUnknown => ({
  state: 'unknown',
  doubt,
  misses: 0,
  firstMissAt: null,
});

type Requested = { readonly state: string; readonly gateway: object | null };

/** Its outcome is unknown and no look-up has found it so far. */
export const isMissing = <S extends Requested>(
  requested: S,
): requested is Extract<S, OutcomeUnknown> & { gateway: null } =>
  requested.state === 'unknown' && requested.gateway === null;

/** The state after one more look-up that did not find it. */
export const missed = <S extends OutcomeUnknown>(missing: S, at: number): S & { changedAt: number } => ({
  ...missing,
  changedAt: at,
  misses: missing.misses + 1,
  firstMissAt: missing.firstMissAt ?? at,
});

/** Whether enough look-ups over enough time prove that the gateway never got it. A duplicate proves the opposite. */
export const isProvenMissing = ({ doubt, misses, firstMissAt }: OutcomeUnknown, now: number): boolean => {
  const { looksNeeded, overAtLeast } = PACE.lookUps;
  return (
    doubt !== 'duplicate' && misses >= looksNeeded && firstMissAt !== null && now - firstMissAt >= overAtLeast
  );
};

/** Whether that proof was begun by a clock that showed a time before its start. */
export const isProofTooEarly = ({
  state,
  gateway,
  startedAt,
  firstMissAt = null,
}: Requested & Partial<Pick<OutcomeUnknown, 'firstMissAt'>> & { readonly startedAt: number }): boolean =>
  state === 'unknown' && gateway === null && firstMissAt !== null && firstMissAt < startedAt;

/** Whether one more look-up that does not find it can add to that proof. Else its row would say nothing. */
export const mayProveMore = (missing: OutcomeUnknown, now: number): boolean =>
  missing.doubt !== 'duplicate' && !isProvenMissing(missing, now);

/** A refusal can end only a request that is being sent, or one that is proven never to have arrived. */
export const canBeRefused = ({ state }: Requested, failure: Refusal): boolean =>
  state === 'sending' || (state === 'unknown' && failure === 'never-arrived');
