import type { Payment } from '#domain/payment/payment.ts';
import type { GatewayRefund, Refund, RefundIntent } from '#domain/refund/refund.ts';
import { isOfMoney, isSameRefund } from '#domain/refund/refund.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';

export interface ImportRefundsPorts {
  readonly journal: RefundJournal;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The gateway keeps refunds' references apart from payments' (its own examples give both the same), so one that was
 * made elsewhere gets a name here that no payment and no refund of ours can have.
 */
const nameOf = (told: GatewayRefund): string => `refund-${told.id}`.slice(0, 50);

const intentOf = (payment: Payment, told: GatewayRefund): RefundIntent => ({
  reference: nameOf(told),
  requestId: '',
  paymentReference: payment.reference,
  paymentId: told.paymentId,
  amount: told.amount,
  currency: payment.currency,
  reason: 'other',
  note: told.reference,
  askedBy: null,
  approvedBy: null,
});

/**
 * Writes down the refunds of a payment that the gateway has and this journal lacks, made in the gateway's dashboard, by
 * another till, or lost with the journal's end. Doing it again adds nothing. Returns what was added.
 */
export const importRefunds = (
  { journal, clock, log }: ImportRefundsPorts,
  payment: Payment,
  told: readonly GatewayRefund[],
): readonly Refund[] => {
  const known = journal.refundsOf(payment.reference);
  return told
    .filter((one) => isOfMoney(one) && !known.some((refund) => isSameRefund(refund, one)))
    .map((one) => {
      const intent = intentOf(payment, one);
      const refund = { ...one, reference: intent.reference };
      log.warn('a refund made elsewhere was written down', { reference: intent.reference });
      return journal.appendRefund(
        intent.reference,
        { type: 'refund-found', intent, refund },
        one.createdAt ?? clock.now(),
      );
    });
};
