/** Money that came after the till had given a payment up, as a report tells it. */
import { advance } from '#domain/payment/advance.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isUnsettled } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { leftToRefund } from '#domain/refund/refund.ts';
import type { LateLine } from '#domain/day/report.ts';
import type { Journal, RefundJournal } from '#services/journal-ports.ts';

type LateJournal = Pick<Journal, 'payment' | 'story'> & Pick<RefundJournal, 'refundsOf'>;

/** The end that the money overtook, and the row that told of the money. */
interface Came {
  readonly was: LateLine['was'];
  readonly sequence: number;
}

const cameOf = (journal: LateJournal, reference: string): Came | undefined => {
  let before: Payment | undefined;
  for (const { sequence, event, at } of journal.story(reference)) {
    const now = advance(before, event, at);
    const was = before?.state;
    const hadEnded = was === 'cancelled' || was === 'expired' || was === 'failed';
    if (hadEnded && now?.state === 'paid') return { was, sequence };
    before = now;
  }
  return undefined;
};

const settledBy = (payment: Payment & { readonly state: 'paid' }, refunds: readonly Refund[]) => {
  if (payment.lateAccepted) return 'accepted';
  return leftToRefund(payment, refunds) === 0 ? 'given-back' : 'open';
};

/** The late payments that the rows after one speak of, as the books stand now. */
export class LatePayments {
  readonly #journal: LateJournal;
  readonly #after: number;
  readonly #references = new Set<string>();

  constructor(journal: LateJournal, after: number) {
    this.#journal = journal;
    this.#after = after;
  }

  /** A row moved this payment. */
  payment(now: Payment): void {
    if (now.state === 'paid' && now.late) this.#references.add(now.reference);
  }

  /** A row moved a refund of this payment. */
  refund(paymentReference: string): void {
    const payment = this.#journal.payment(paymentReference);
    if (payment && isUnsettled(payment)) this.payment(payment);
  }

  lines(): readonly LateLine[] {
    return [...this.#references].flatMap((reference) => {
      const payment = this.#journal.payment(reference);
      const came = cameOf(this.#journal, reference);
      if (payment?.state !== 'paid' || !came) return [];
      const { amount, currency } = payment;
      const settled = settledBy(payment, this.#journal.refundsOf(reference));
      return [{ reference, amount, currency, was: came.was, settled, earlier: came.sequence <= this.#after }];
    });
  }
}
