/** Whether somebody may have refunded a payment since one of its refunds began, whose answer was lost. */
import type { Refund } from '#domain/refund/refund.ts';
import { holdsMoney, wasRefundImported } from '#domain/refund/refund.ts';
import type { ActivityJournal, RefundJournal } from '#services/journal-ports.ts';

export type BegunRefunds = Pick<RefundJournal, 'refundStory' | 'refundsOf'> &
  Pick<ActivityJournal, 'lastPlace'>;

/** By rows, not by the clock, which may have been set meanwhile. */
const beganIn = (journal: BegunRefunds, { reference }: Refund): number =>
  journal.refundStory(reference)[0]?.sequence ?? 0;

const isRefundedSince = (journal: BegunRefunds, refund: Refund): boolean => {
  const began = beganIn(journal, refund);
  if ((journal.lastPlace('tail-lost')?.sequence ?? 0) > began) return true;
  return journal
    .refundsOf(refund.paymentReference)
    .some((other) => wasRefundImported(other) && holdsMoney(other) && beganIn(journal, other) > began);
};

/**
 * By what the journal knows: a refund made elsewhere was imported since, or rows were lost since, which may have said
 * that it had failed and another was made in its place. So may a row that cannot be read.
 */
export const mayBeRefundedSince = (journal: BegunRefunds, refund: Refund): boolean => {
  try {
    return isRefundedSince(journal, refund);
  } catch {
    return true;
  }
};
