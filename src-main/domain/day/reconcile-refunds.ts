/** Reconciles the refunds of a payment with the gateway's. */
import { refundMeaningOf } from '#domain/refund/refund-facts.ts';
import { differencesOf, lineOf } from './differences.ts';
import type { Differences, Difference } from './reconciliation.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded, isUnresolved, reportedOf } from '#domain/refund/refund.ts';
import { othersIn } from '#domain/refund/refunds-there.ts';

const meaningHere = (refund: Refund): ReturnType<typeof refundMeaningOf> =>
  refund.state === 'sending' ? 'unknown' : refund.state;

/**
 * Whether only a person says how it ended, and the gateway has not confirmed it yet. One that is on its way again has not
 * ended.
 */
const isSettledAlone = (refund: Refund): boolean => isAwaited(refund) && hasRefundEnded(refund);

const whySettled = ({ state }: Refund): Difference =>
  state === 'refunded' ? 'refund-settled-refunded' : 'refund-settled-not-refunded';

const whyRefundOnlyHere = (refund: Refund): Difference | 'matched' => {
  if (refund.state === 'failed' && refund.gateway === null) return 'matched';
  if (isSettledAlone(refund)) return whySettled(refund);
  const isUnknown = refund.gateway === null && isUnresolved(refund);
  return isUnknown ? 'refund-in-doubt' : 'refund-only-here';
};

const whyRefundDifferent = (refund: Refund, listed: GatewayRefund): Difference | 'matched' => {
  const [here, there] = [meaningHere(refund), refundMeaningOf(listed.statusId)];
  const isMismatch =
    refund.amount !== listed.amount || refund.currency !== (listed.currency ?? refund.currency);
  if (isMismatch && (here !== 'failed' || there !== 'failed')) return 'refund-other-money';
  if (here === there) return 'matched';
  if (there === 'refunded') return 'refund-given-there';
  if (isSettledAlone(refund)) return whySettled(refund);
  return here === 'refunded' ? 'refund-given-here' : 'refund-otherwise';
};

export const reconcileRefunds = (
  paymentReference: string,
  here: readonly Refund[],
  there: readonly GatewayRefund[],
): Differences => {
  const ours = here.map((refund) => {
    const listed = reportedOf(refund, there, here) ?? null;
    const why = listed ? whyRefundDifferent(refund, listed) : whyRefundOnlyHere(refund);
    return why === 'matched' ? why : lineOf('refund', { here: refund, there: listed }, why, paymentReference);
  });
  const others = othersIn(there, here).map((listed) =>
    lineOf('refund', { here: null, there: listed }, 'refund-only-there', paymentReference),
  );
  return differencesOf([...ours, ...others]);
};
