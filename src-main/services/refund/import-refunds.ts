import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { GatewayRefund, Refund, RefundIntent } from '#domain/refund/refund.ts';
import { importedAs } from '#domain/refund/refund.ts';
import { othersIn } from '#domain/refund/refunds-there.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';

export interface ImportRefundsPorts {
  readonly journal: RefundJournal;
  readonly clock: Clock;
  readonly log: Log;
}

const intentOf = (payment: Payment, reported: GatewayRefund): RefundIntent => ({
  reference: importedAs(reported),
  requestId: '',
  paymentReference: payment.reference,
  paymentId: reported.paymentId,
  amount: reported.amount,
  currency: moneyOf(payment).currency,
  reason: 'other',
  note: reported.reference,
  askedBy: null,
  approvedBy: null,
});

/**
 * When it was made (epoch ms), as far as the gateway's date can be right: not before the payment, nor in the future. A
 * refund that is dated otherwise would count on a day that nobody looks at.
 */
const madeAt = ({ startedAt }: Payment, { createdAt }: GatewayRefund, now: number): number =>
  Math.min(now, Math.max(startedAt, createdAt ?? now));

/**
 * Journals the refunds of a payment that the gateway has and this journal lacks: those made in the gateway's dashboard
 * or at another till, lost with the journal's last rows, or made twice of one of ours. Repeating it adds nothing. Returns
 * what was added. `reported`: see `readRefunds`.
 */
export const importRefundsFromGateway = (
  { journal, clock, log }: ImportRefundsPorts,
  payment: Payment,
  reported: readonly GatewayRefund[],
): readonly Refund[] => {
  const known = journal.refundsOf(payment.reference);
  return othersIn(reported, known).flatMap((one) => {
    const intent = intentOf(payment, one);
    const event = {
      type: 'refund-found',
      intent,
      refund: { ...one, reference: intent.reference },
    } as const;
    const imported = journal.appendRefund(intent.reference, event, madeAt(payment, one, clock.now()));
    if (!imported) return [];
    log.warn('imported a refund made elsewhere', { reference: imported.reference });
    return [imported];
  });
};
