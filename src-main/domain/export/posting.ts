/**
 * Postings: what accounting files are made of. One is the money that one row of the journal added to paid or refunded, or
 * removed from it, by the rule that X and Z count by. So a file has what the Zs of its days have, whenever the till
 * learned of it.
 */
import type { MoneyMoved } from '#domain/journal/money-moved.ts';
import type { Money } from '#domain/money.ts';
import type { ByHand } from '#domain/story/by-hand.ts';
import type { ExportRow } from './export-row.ts';

/** Why a posting is out of the ordinary. */
type PostingReason = 'imported' | 'settled-by-hand' | 'corrected';

export interface Posting {
  /** The payment or refund as it was after the row. */
  readonly row: ExportRow;
  readonly money: Money;
  /** It was counted by an earlier posting, and no longer is. */
  readonly isRemoved: boolean;
  /** The business date whose file has it; see `PostingDates`. */
  readonly date: string;
  readonly reason: PostingReason | null;
}

type Settled = { readonly byHand?: ByHand<string> } | undefined;

const reasonOf = (before: Settled, now: Settled): PostingReason | null => {
  if (!before) return 'imported';
  if (now?.byHand && now.byHand.at !== before.byHand?.at) return 'settled-by-hand';
  return before.byHand ? 'corrected' : null;
};

/** The postings of a row that moved money, and moved a payment or refund from `before` to that of `row`. */
export const postingsOf = (
  { added, removed }: MoneyMoved,
  before: Settled,
  row: ExportRow,
  date: string,
): readonly Posting[] => {
  const reason = reasonOf(before, row.story);
  return [
    ...(removed ? [{ row, money: removed, isRemoved: true, date, reason }] : []),
    ...(added ? [{ row, money: added, isRemoved: false, date, reason }] : []),
  ];
};
