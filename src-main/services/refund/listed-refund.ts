/** What the gateway's list of a payment's refunds shows of one of ours. */
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import { hasId, reportedOf } from '#domain/refund/refund.ts';
import { needsProof, refundMeaningOf } from '#domain/refund/refund-facts.ts';
import type { Answer, RefundList } from '#services/gateway/gateway-port.ts';
import { namesNoReference } from '#services/gateway/unread-rows.ts';
import type { Ask } from './get-refund.ts';
import { pageIn } from './get-refund.ts';

export interface ListedRefund {
  readonly found: GatewayRefund | undefined;
  /** Whether a row may be this refund, so that the list does not show that the gateway lacks it. */
  readonly mayBeListed: boolean;
}

/**
 * The IDs of the rows without a reference that may be this refund, of which the gateway has reported no ID: what it
 * leaves out here may be on the refund's page.
 */
const namelessIn = (
  { refunds, unreadRows = [] }: RefundList,
  { gateway, amount }: Refund,
  others: readonly Refund[],
): readonly string[] => {
  if (gateway !== null) return [];
  const nameless = [
    ...unreadRows.filter(({ name }) => namesNoReference(name)),
    ...refunds.filter((row) => row.reference === '' && row.amount === amount),
  ];
  return nameless.map(({ id }) => id).filter((id) => !others.some((other) => hasId(other, id)));
};

/** Whether rows that nobody can ask for may be this refund. */
const isHidden = ({ unread, unreadRows = [] }: RefundList, { gateway }: Refund): boolean =>
  gateway === null &&
  unread.some((name) => namesNoReference(name) && !unreadRows.some((row) => row.name === name));

/** Whether a page shows that the row is another refund's. That it is not to be had shows nothing. */
const isOfAnother = (answer: Answer<GatewayRefund>, { reference }: Refund): boolean =>
  answer.kind === 'ok' && answer.value.reference !== '' && answer.value.reference !== reference;

const isRefusedDuplicate = (page: Answer<GatewayRefund>): boolean =>
  page.kind === 'rejected' && isDuplicate(page);

/**
 * Whether it may be a refused repetition that does not say so: it failed under another ID than the refund is known by. It
 * counts only if no other row may be the refund.
 */
const isFailedBeside = ({ gateway }: Refund, { id, statusId }: GatewayRefund): boolean =>
  id !== gateway?.id && refundMeaningOf(statusId) === 'failed';

/**
 * Looks for a refund in the list of its payment's refunds and, where a row proves nothing, at the page of that row. Since
 * the unreadable rows may show money, one that failed comes last; see `candidatesIn`. `others`: the payment's other
 * refunds in the journal.
 */
export const findListed = async (
  refund: Refund,
  list: RefundList,
  others: readonly Refund[],
  ask: Ask,
): Promise<ListedRefund> => {
  const { reference } = refund;
  const row = reportedOf(refund, list.refunds, others);
  if (row && !needsProof(refund, row)) return { found: row, mayBeListed: true };
  const { refunds, unread, unreadRows = [] } = list;
  let mayBeListed =
    isHidden(list, refund) ||
    unread.includes(reference) ||
    refunds.some((one) => one.reference === reference);
  const named = unreadRows.filter(({ name }) => name === reference).map(({ id }) => id);
  let failed: GatewayRefund | undefined;
  let isUnclear = isHidden(list, refund) || (named.length === 0 && unread.includes(reference));
  for (const id of [...named, ...namelessIn(list, refund, others), ...(row ? [row.id] : [])]) {
    const answer = await ask(id);
    const page = pageIn(refund, id, answer);
    if (page.kind === 'ok' && !isFailedBeside(refund, page.value))
      return { found: page.value, mayBeListed: true };
    if (page.kind === 'ok') failed ??= page.value;
    isUnclear ||= page.kind !== 'ok' && !isOfAnother(answer, refund) && !isRefusedDuplicate(page);
    mayBeListed ||= !isOfAnother(answer, refund);
  }
  return { found: isUnclear ? undefined : failed, mayBeListed };
};
