/**
 * Payments and refunds of which none may be left out. One whose row cannot be read is replayed from its events: nobody
 * follows it until its row can be read again, but it counts. One whose events cannot be read either, as after a roll-back
 * from a program that writes others, is left out. A report names it, and an update must not be held back by it.
 */
import { PAYMENT_STORY } from '#domain/payment/advance.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import type { StoryRow } from '#domain/story/fold.ts';
import { fold } from '#domain/story/fold.ts';
import type { Story } from '#domain/story/story.ts';
import type { Journal, OnUnreadable, RefundJournal } from './journal-ports.ts';

const replay = <S, E extends { readonly type: string }>(
  { advance }: Story<S, E>,
  story: () => readonly StoryRow<E>[],
): S | undefined => {
  try {
    return [...fold(advance, story())].at(-1)?.after;
  } catch {
    return undefined;
  }
};

/** Called with the reference of each that is left out. */
type OnLeftOut = (reference: string) => void;

const readOrReplay = <S, E extends { readonly type: string }>(
  read: (onUnreadable: OnUnreadable) => readonly S[],
  kind: Story<S, E>,
  storyOf: (reference: string) => readonly StoryRow<E>[],
  onLeftOut: OnLeftOut = () => undefined,
): readonly S[] => {
  const replayed: S[] = [];
  const states = read((_error, reference) => {
    const last = replay(kind, () => storyOf(reference));
    if (last === undefined) onLeftOut(reference);
    else replayed.push(last);
  });
  return [...states, ...replayed];
};

/** Payments that have not ended. */
export const everyUnfinishedPayment = (
  journal: Pick<Journal, 'unfinished' | 'story'>,
  onLeftOut?: OnLeftOut,
): readonly Payment[] =>
  readOrReplay(
    (onUnreadable) => journal.unfinished(Number.MAX_SAFE_INTEGER, onUnreadable),
    PAYMENT_STORY,
    (reference) => journal.story(reference),
    onLeftOut,
  ).filter((payment) => !isFinal(payment));

/** Refunds that have not ended. */
export const everyUnfinishedRefund = (
  journal: Pick<RefundJournal, 'unfinishedRefunds' | 'refundStory'>,
  onLeftOut?: OnLeftOut,
): readonly Refund[] =>
  readOrReplay(
    (onUnreadable) => journal.unfinishedRefunds(Number.MAX_SAFE_INTEGER, onUnreadable),
    REFUND_STORY,
    (reference) => journal.refundStory(reference),
    onLeftOut,
  ).filter((refund) => !hasRefundEnded(refund));

export const paymentOrReplay = (
  journal: Pick<Journal, 'payment' | 'story'>,
  reference: string,
): Payment | undefined =>
  readOrReplay(
    (onUnreadable) => [journal.payment(reference, onUnreadable)].filter((found) => found !== undefined),
    PAYMENT_STORY,
    (named) => journal.story(named),
  )[0];

/** All refunds of a payment. */
export const everyRefundOf = (
  journal: Pick<RefundJournal, 'refundsOf' | 'refundStory'>,
  paymentReference: string,
): readonly Refund[] =>
  readOrReplay(
    (onUnreadable) => journal.refundsOf(paymentReference, onUnreadable),
    REFUND_STORY,
    (reference) => journal.refundStory(reference),
  );
