/** What the gateway's pages and lists show of one payment, and what of that may be believed. */
import { allByReference } from '#domain/gateway/find-by-reference.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { isDuplicate, meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Answer, PaymentPage } from '#services/gateway/gateway-port.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';

/** What the page of an ID shows. A refused duplicate is another record under our reference. */
export type Seen = { readonly id: string } & (
  | { readonly as: 'ours' | 'another'; readonly payment: GatewayPayment }
  | { readonly as: 'duplicate' }
  /** `answered`: whether the gateway is there. */
  | { readonly as: 'nothing'; readonly answered: boolean }
);

/** A row under our reference; without `payment` if the row could not be read. */
interface Candidate {
  readonly id: string;
  readonly payment?: GatewayPayment;
}

/** What may be recorded of it, and whether it is ours for certain: what its page shows or, failing that, its row. */
export type Found = Candidate & { readonly as: 'ours' | 'row'; readonly payment: GatewayPayment };

export const seenIn = (id: string, answer: Answer<GatewayPayment>, reference: string): Seen => {
  if (answer.kind === 'rejected' && isDuplicate(answer)) return { id, as: 'duplicate' };
  if (answer.kind !== 'ok') return { id, as: 'nothing', answered: WITHOUT_STORY.has(answer.kind) };
  const payment = answer.value;
  if (isDuplicate(payment)) return { id, as: 'duplicate' };
  return { id, as: payment.reference === reference ? 'ours' : 'another', payment };
};

export const hasEndedUnpaid = ({ statusId }: GatewayPayment): boolean =>
  ['cancelled', 'expired', 'failed'].includes(meaningOf(statusId));

/**
 * The rows that may be ours. Since the unreadable ones may be paid, those that ended without money come last. Of rows that
 * matter alike to the money, the one that the payment is known by comes first: its code is on the display.
 */
export const candidatesIn = (
  { payments, unreadRows = [] }: PaymentPage,
  reference: string,
  known: string | undefined,
): readonly Candidate[] => {
  const knownFirst = [
    ...payments.filter(({ id }) => id === known),
    ...payments.filter(({ id }) => id !== known),
  ];
  const rows = allByReference(knownFirst, reference).map((payment) => ({ id: payment.id, payment }));
  return [
    ...rows.filter(({ payment }) => !hasEndedUnpaid(payment)),
    ...unreadRows.filter(({ name }) => name === reference),
    ...rows.filter(({ payment }) => hasEndedUnpaid(payment)),
  ];
};

/**
 * A row under the ID that the payment is known by (`known`) is as good as its page, while that cannot be read. Any other
 * row alone may open or pay a payment but never ends it without money: it may be a refused duplicate that does not say so.
 */
export const foundAs = (
  seen: Seen,
  { id, payment }: Candidate,
  known: string | undefined,
): Found | undefined => {
  if (seen.as === 'ours') return { id, as: 'ours', payment: seen.payment };
  if (payment && id === known && seen.as === 'nothing' && seen.answered) return { id, as: 'ours', payment };
  return payment && !hasEndedUnpaid(payment) ? { id, as: 'row', payment } : undefined;
};

export const isEmpty = ({ payments, unread, totalCount }: PaymentPage): boolean =>
  payments.length + unread.length === 0 && (totalCount ?? 0) === 0;
