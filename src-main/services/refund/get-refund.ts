import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import { refundMeaningOf } from '#domain/refund/refund-facts.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';

interface AskedFor {
  readonly paymentId: string;
  /** The gateway's ID of the refund. */
  readonly id: string;
  /** Our own reference of it, if it is ours: a page that shows it under another ID is believed, too. */
  readonly reference?: string;
}

/** Under another ID, a failed one may be a refused duplicate of ours. */
const isAskedFor = (shown: GatewayRefund, { id, reference }: AskedFor): boolean =>
  shown.id === id ||
  (shown.reference === reference && !isDuplicate(shown) && refundMeaningOf(shown.statusId) !== 'failed');

/**
 * Asks for a refund by its ID. A page of another refund counts as unreadable: nothing in it says reliably whose refund
 * it shows.
 */
export const getRefund = async (
  gateway: Pick<Gateway, 'getRefund'>,
  asked: AskedFor,
): Promise<Answer<GatewayRefund>> => {
  const answer = await gateway.getRefund(asked.paymentId, asked.id);
  return answer.kind === 'ok' && !isAskedFor(answer.value, asked)
    ? { kind: 'malformed', detail: 'another refund' }
    : answer;
};
