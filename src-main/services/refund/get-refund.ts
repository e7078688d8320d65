/** The page of one refund, and when a row of a list needs it as proof. */
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import { needsProof, refundMeaningOf } from '#domain/refund/refund-facts.ts';
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

type SeePage = (id: string) => Promise<Answer<GatewayRefund>>;

/** What the page under this ID shows of a refund of ours. A refused duplicate of it is another record. */
export const pageOf = async (
  { reference }: Pick<Refund, 'reference'>,
  id: string,
  see: SeePage,
): Promise<Answer<GatewayRefund>> => {
  const answer = await see(id);
  if (answer.kind !== 'ok') return answer;
  const { value } = answer;
  return value.reference === reference && !isDuplicate(value)
    ? answer
    : { kind: 'rejected', reasons: value.reasons, payment: null };
};

/** The row of a refund of ours, or its page: a row alone does not end it without money. See `foundAs`. */
export const provenRow = async (
  refund: Refund,
  row: GatewayRefund,
  see: SeePage,
): Promise<Answer<GatewayRefund>> =>
  needsProof(refund, row) ? pageOf(refund, row.id, see) : { kind: 'ok', value: row };
