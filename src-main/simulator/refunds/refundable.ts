import { CODE } from '#simulator/api/field-rules.ts';
import { paidAt, statusAt } from '#simulator/store/timeline.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import type { Reason } from '#simulator/store/steps.ts';
import { STATUS } from '#simulator/store/statuses.ts';
import type { Site } from '#simulator/site.ts';

/** How long after the payment Alipay refunds it. */
const REFUND_WINDOW_MS = 365 * 24 * 60 * 60 * 1000;

const because = (Info: string): Reason => ({ Code: CODE.refundInvalid, Info });

/**
 * Why the payment cannot be refunded by `amount` (hundredths) at `at`, or undefined when it can.
 * undocumented: that code 18 stands for all of these, and whether too much is refused or fails later.
 */
export function refundObstacle(
  site: Site,
  payment: PaymentRecord,
  amount: number,
  at: number,
): Reason | undefined {
  const paid = paidAt(payment, at);
  if (paid === undefined) return because('The payment is not paid');
  if (at - paid > REFUND_WINDOW_MS) return because('The payment is too old to be refunded');
  const tooMuch = site.settings.overRefund === 'refused' && exceedsRemainder(site, payment, amount, at);
  return tooMuch ? because('The amount is above what is left to refund') : undefined;
}

/** Whether `amount` exceeds what is left to refund; Open refunds count as refunded, Failed ones do not. */
export function exceedsRemainder(site: Site, payment: PaymentRecord, amount: number, at: number): boolean {
  const refunded = site.store
    .refundsOf(payment.id)
    .filter((refund) => statusAt(refund, at) !== STATUS.failed)
    .reduce((sum, refund) => sum + refund.amount, 0);
  return refunded + amount > Number(payment.request.Amount);
}
