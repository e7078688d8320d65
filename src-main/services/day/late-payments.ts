/** The late payments of a report. */
import type { LateLine } from '#domain/day/report-lines.ts';
import { fold } from '#domain/story/fold.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { advance } from '#domain/payment/advance.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isUnsettled, moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { isAllGoingBack } from '#domain/refund/refund.ts';
import type { Journal, RefundJournal } from '#services/journal-ports.ts';
import { everyRefundOf, paymentOrReplay } from '#services/read-or-replay.ts';

type LateJournal = Pick<Journal, 'payment' | 'story'> & Pick<RefundJournal, 'refundsOf' | 'refundStory'>;

interface LateSuccess {
  /** How the payment had ended before. */
  readonly was: LateLine['was'];
  /** The row that reported the success. */
  readonly sequence: number;
}

const lateSuccessOf = (journal: LateJournal, reference: string): LateSuccess | undefined => {
  for (const { before, after, row } of fold(advance, journal.story(reference))) {
    const was = before?.state;
    const hadEnded = was === 'cancelled' || was === 'expired' || was === 'failed';
    if (hadEnded && after?.state === 'paid') return { was, sequence: row.sequence };
  }
  return undefined;
};

const settledBy = (
  payment: Payment & { readonly state: 'paid' },
  refunds: readonly Refund[],
): LateLine['settled'] => {
  if (payment.lateAccepted) return 'accepted';
  return isAllGoingBack(payment, refunds) ? 'given-back' : 'open';
};

/** How a report lists a late payment, and the row that reported its success. */
interface Listed {
  readonly line: LateLine;
  readonly sequence: number;
}

/**
 * Collects the late payments in the rows after a given one, and reads how each is settled. Since only a row can change
 * that, a report reads again only those that rows have moved since the report before.
 */
export class LatePayments {
  readonly #journal: LateJournal;
  readonly #after: number;
  /** By reference: undefined if it has to be read; null if it is not late and paid after all, or cannot be read. */
  readonly #listed = new Map<string, Listed | null | undefined>();

  constructor(journal: LateJournal, after: number) {
    this.#journal = journal;
    this.#after = after;
  }

  /** A row moved this payment, or a refund of it. */
  payment(now: Payment): void {
    const { reference } = now;
    if ((now.state === 'paid' && now.late) || this.#listed.has(reference))
      this.#listed.set(reference, undefined);
  }

  /** A row moved a refund of this payment. */
  refund(paymentReference: string): void {
    if (this.#listed.has(paymentReference)) {
      this.#listed.set(paymentReference, undefined);
      return;
    }
    const payment = paymentOrReplay(this.#journal, paymentReference);
    if (payment && isUnsettled(payment)) this.payment(payment);
  }

  /** In the order in which they were paid. One of which a row cannot be read is left out and named. */
  lines(onUnread: (reference: string) => void): readonly LateLine[] {
    for (const [reference, listed] of this.#listed)
      if (listed === undefined) this.#listed.set(reference, this.#read(reference, onUnread));
    return [...this.#listed.values()]
      .flatMap((listed) => listed ?? [])
      .sort((one, other) => one.sequence - other.sequence)
      .map(({ line }) => line);
  }

  #read(reference: string, onUnread: (reference: string) => void): Listed | null {
    const success = this.#successOf(reference, onUnread);
    const payment = paymentOrReplay(this.#journal, reference);
    if (!success || payment?.state !== 'paid') return null;
    const { was, sequence } = success;
    const { amount, currency } = moneyOf(payment);
    const settled = settledBy(payment, everyRefundOf(this.#journal, reference));
    return {
      line: { reference, amount, currency, was, settled, earlier: sequence <= this.#after },
      sequence,
    };
  }

  #successOf(reference: string, onUnread: (reference: string) => void): LateSuccess | undefined {
    try {
      return lateSuccessOf(this.#journal, reference);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      onUnread(reference);
      return undefined;
    }
  }
}
