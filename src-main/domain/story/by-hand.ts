/** A payment or refund whose outcome stays unknown, as a manager settles it and the gateway reports it later. */
import type { Person } from '#domain/staff/staff.ts';

/** How a manager settles it; `O` names the outcomes. */
export interface Settlement<O extends string> {
  readonly outcome: O;
  /** In the manager's own words; never ''. */
  readonly reason: string;
  /** Who asked for it and who approved it; the same person where they may do both. */
  readonly by: Person;
  readonly approvedBy: Person;
}

/** What the gateway has reported since: nothing; the same; another outcome, which counts; and that a person has seen. */
export const VERDICTS = ['awaited', 'confirmed', 'corrected', 'correction-accepted'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface ByHand<O extends string> extends Settlement<O> {
  /** Epoch ms. */
  readonly at: number;
  readonly verdict: Verdict;
}

type Settled<O extends string> = { readonly byHand?: ByHand<O> };

export const settledBy = <O extends string>(
  { outcome, reason, by, approvedBy }: Settlement<O>,
  at: number,
): ByHand<O> => ({ outcome, reason, by, approvedBy, at, verdict: 'awaited' });

/** Whether only a person vouches for its outcome. */
export const isAwaited = ({ byHand }: Settled<string>): boolean => byHand?.verdict === 'awaited';

/** The part of a state that says what the gateway has reported since. */
export const judged = <O extends string>(
  byHand: ByHand<O>,
  verdict: Verdict,
): { readonly byHand: ByHand<O> } => ({ byHand: { ...byHand, verdict } });

/** Whether what the gateway reports corrects a settlement; `after` is what it makes of it. */
export const isCorrected = (before: ByHand<string>, after: Settled<string> | undefined): boolean =>
  after?.byHand?.verdict === 'corrected' && before.verdict !== 'corrected';

/** The part of a state that says what was settled by hand; empty where nothing was. */
export const kept = <O extends string>({ byHand }: Settled<O>): Settled<O> => (byHand ? { byHand } : {});

const LONGEST_REASON = 200;

/** A reason as it is kept; undefined where none was given. */
export const settlementReason = (typed: string): string | undefined =>
  typed.trim().slice(0, LONGEST_REASON).trim() || undefined;
