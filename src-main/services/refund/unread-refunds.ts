import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Answer, Gateway, RefundList } from '#services/gateway/gateway-port.ts';
import { getRefund } from './get-refund.ts';

/**
 * Asks by ID for the refunds whose rows could not be read, since any of them may have been made elsewhere. If the
 * gateway has nothing under an ID, that row was not a refund.
 */
export const fetchUnreadRefunds = async (
  gateway: Pick<Gateway, 'getRefund'>,
  paymentId: string,
  { unreadRows = [] }: RefundList,
): Promise<Answer<readonly GatewayRefund[]>> => {
  const found: GatewayRefund[] = [];
  for (const { id } of unreadRows) {
    const answer = await getRefund(gateway, { paymentId, id });
    if (answer.kind === 'ok') found.push(answer.value);
    else if (answer.kind !== 'not-found' && answer.kind !== 'rejected') return answer;
  }
  return { kind: 'ok', value: found };
};
