/** A settlement by hand, as the till shows it. */
import type { ByHandView } from '#contract/views.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Failure } from '#domain/story/outcome.ts';
import { listWords } from '#words/counts-and-lists.ts';

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

/**
 * Whether a person settled it as not paid, or not refunded, and the gateway has confirmed that: nobody waits for anything
 * any more.
 */
export const hasFailedForCertain = (failed: {
  readonly failure: Failure;
  readonly byHand?: ByHand<string>;
}): boolean => failed.failure === 'settled-by-hand' && !isAwaited(failed);

/** One line with the outcome, who settled it, and why. A person who also approved it is named once. */
export const settlementLine = ({ outcome, reason, by, approvedBy }: Settlement<string>): string =>
  [outcome, listWords([...new Set([by.name, approvedBy.name])]), reason].join(' · ');
