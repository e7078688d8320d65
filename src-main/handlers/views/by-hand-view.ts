/** What was settled by hand, as the till shows it. */
import type { ByHandView } from '#contract/views.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';

export const byHandView = <O extends string>(
  byHand: ByHand<O> | undefined,
): (ByHandView & { readonly outcome: O }) | null =>
  byHand
    ? {
        outcome: byHand.outcome,
        reason: byHand.reason,
        by: byHand.by.name,
        approvedBy: byHand.approvedBy.name,
        at: byHand.at,
        verdict: byHand.verdict,
      }
    : null;

/** The outcome, who settled it, and why, in one line; a person who approved it as well is named once. */
export const settlementLine = ({ outcome, reason, by, approvedBy }: Settlement<string>): string =>
  [outcome, [...new Set([by.name, approvedBy.name])].join(', '), reason].join(' · ');
