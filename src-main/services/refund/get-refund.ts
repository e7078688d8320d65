/** The gateway's page of one refund, and when a row of a list needs it as proof. */
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import { wasRefundImported } from '#domain/refund/refund.ts';
import { isOnItsWayAgain, needsProof, refundMeaningOf } from '#domain/refund/refund-facts.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';

/** Asks for the page under an ID of the gateway's. */
export type Ask = (id: string) => Promise<Answer<GatewayRefund>>;

export const askFor =
  (gateway: Pick<Gateway, 'getRefund'>, paymentId: string): Ask =>
  (id) =>
    gateway.getRefund(paymentId, id);

/** Nothing in it says reliably whose refund it shows. */
const ANOTHER: Answer<never> = { kind: 'malformed', detail: 'another refund' };

/** The page of a refund of which only the ID is known. */
export const pageUnder = async (id: string, ask: Ask): Promise<Answer<GatewayRefund>> => {
  const answer = await ask(id);
  return answer.kind === 'ok' && answer.value.id !== id ? ANOTHER : answer;
};

/**
 * Whether a page that was asked for by this ID shows this refund. One of ours is known by its reference, also under
 * another ID; but a failed one may be a refused duplicate if it is another than was asked for, or than ours is known by.
 * Under its own ID a page may leave the reference out.
 */
const shows = (refund: Refund, id: string, shown: GatewayRefund): boolean => {
  if (wasRefundImported(refund)) return shown.id === id;
  if (shown.reference === refund.reference) {
    const isItself = shown.id === id && shown.id === (refund.gateway?.id ?? id);
    return isItself || refundMeaningOf(shown.statusId) !== 'failed';
  }
  return shown.reference === '' && shown.id === id && id === refund.gateway?.id;
};

/** What a page that was asked for by this ID shows of a refund of the journal. A refused duplicate is another record. */
export const pageIn = (refund: Refund, id: string, answer: Answer<GatewayRefund>): Answer<GatewayRefund> => {
  if (answer.kind !== 'ok') return answer;
  const { value } = answer;
  if (isDuplicate(value)) return { kind: 'rejected', reasons: value.reasons, payment: null };
  return shows(refund, id, value) ? answer : ANOTHER;
};

/** The page of a refund of the journal. */
export const pageOf = async (refund: Refund, id: string, ask: Ask): Promise<Answer<GatewayRefund>> =>
  pageIn(refund, id, await ask(id));

/**
 * The row of a refund of the journal, or its page: a row alone neither ends it without money nor, unless it has no page,
 * revives it. See `foundAs`.
 */
export const provenRow = async (
  refund: Refund,
  row: GatewayRefund,
  ask: Ask,
): Promise<Answer<GatewayRefund>> => {
  const listed = { kind: 'ok', value: row } as const;
  if (needsProof(refund, row)) return pageOf(refund, row.id, ask);
  if (!isOnItsWayAgain(refund, row)) return listed;
  const page = await pageOf(refund, row.id, ask);
  return page.kind === 'not-found' || page.kind === 'malformed' ? listed : page;
};
