/** Holds the gateway's refunds of a payment against the journal's. */
import { refundMeaningOf } from '#domain/refund/advance-refund.ts';
import { reconciliationOf, lineOf } from './difference.ts';
import type { Comparison, Difference } from './reconciliation.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import { isOfMoney, isSameRefund } from '#domain/refund/refund.ts';

const givenHere = (refund: Refund): ReturnType<typeof refundMeaningOf> =>
  refund.state === 'sending' ? 'unknown' : refund.state;

const whyRefundOnlyHere = (refund: Refund): Difference | 'matched' => {
  if (refund.state === 'failed' && refund.gateway === null) return 'matched';
  const inDoubt = refund.gateway === null && (refund.state === 'sending' || refund.state === 'unknown');
  return inDoubt ? 'refund-in-doubt' : 'refund-only-here';
};

const whyRefundDifferent = (refund: Refund, told: GatewayRefund): Difference | 'matched' => {
  const [here, there] = [givenHere(refund), refundMeaningOf(told.statusId)];
  const isOtherMoney =
    refund.amount !== told.amount || refund.currency !== (told.currency ?? refund.currency);
  if (isOtherMoney && (here !== 'failed' || there !== 'failed')) return 'refund-other-money';
  if (here === there) return 'matched';
  if (there === 'refunded') return 'refund-given-there';
  return here === 'refunded' ? 'refund-given-here' : 'refund-otherwise';
};

/** Compares the refunds of one payment. */
export const reconcileRefunds = (
  paymentReference: string,
  here: readonly Refund[],
  there: readonly GatewayRefund[],
): Comparison => {
  const ours = here.map((refund) => {
    const told = there.find((one) => isSameRefund(refund, one)) ?? null;
    const why = told ? whyRefundDifferent(refund, told) : whyRefundOnlyHere(refund);
    return why === 'matched' ? why : lineOf('refund', { here: refund, there: told }, why, paymentReference);
  });
  const others = there
    .filter((told) => isOfMoney(told) && !here.some((refund) => isSameRefund(refund, told)))
    .map((told) => lineOf('refund', { here: null, there: told }, 'refund-only-there', paymentReference));
  return reconciliationOf([...ours, ...others]);
};
