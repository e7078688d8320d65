/**
 * Settlements by hand: a manager settles a payment or refund whose outcome stays unknown, and the gateway may report it
 * later.
 */
import { shortShownLine } from '#domain/free-text/shown-line.ts';
import type { Person } from '#domain/staff/staff.ts';

/** How a manager settles it; `O` names the outcomes. */
export interface Settlement<O extends string> {
  readonly outcome: O;
  /** In the manager's own words; never ''. */
  readonly reason: string;
  /** Who asked for it and who approved it; the same person if they may do both. */
  readonly by: Person;
  readonly approvedBy: Person;
}

/**
 * What the gateway has reported since: no outcome, or that a refund is on its way after all; the same outcome; another
 * one, which counts; or another one, which a person has seen.
 */
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

/** Whether it was settled by hand and the gateway has not reported its outcome yet. */
export const isAwaited = ({ byHand }: Settled<string>): boolean => byHand?.verdict === 'awaited';

/** The part of a state that says what the gateway has reported since. */
export const judged = <O extends string>(
  byHand: ByHand<O>,
  verdict: Verdict,
): { readonly byHand: ByHand<O> } => ({ byHand: { ...byHand, verdict } });

/** Whether a report corrects a settlement; `after` is the state after the report. */
export const isCorrected = (before: ByHand<string>, after: Settled<string> | undefined): boolean =>
  after?.byHand?.verdict === 'corrected' && before.verdict !== 'corrected';

/** The part of a state that says what was settled by hand; empty if nothing was. */
export const kept = <O extends string>({ byHand }: Settled<O>): Settled<O> => (byHand ? { byHand } : {});

const MAX_REASON_LENGTH = 200;

/** A reason as it is stored; undefined if none was given. */
export const settlementReason = (typed: string): string | undefined =>
  shortShownLine(typed, MAX_REASON_LENGTH) || undefined;
