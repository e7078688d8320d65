/** The gateway's refunds of a payment that the journal lacks. */
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund, Refund } from './refund.ts';
import { hasId, isOfMoney, isSameRefund } from './refund.ts';
import { refundMeaningOf } from './refund-facts.ts';

type Rows = readonly GatewayRefund[];

/** Whether it has refunded, or may. A duplicate was refused, whatever its status says. */
const mayMoveMoney = (row: GatewayRefund): boolean =>
  isOfMoney(row) && !isDuplicate(row) && refundMeaningOf(row.statusId) !== 'failed';

/**
 * Whether the gateway has made one of ours twice, and this is the second: it is under our reference, and the record that
 * ours is known to be is listed beside it. If that record failed, it need not be listed: a list may leave out what
 * failed, and nothing but the second then holds the money that may be on its way.
 */
const isSecond = (row: GatewayRefund, refunds: readonly Refund[], listed: Rows): boolean =>
  mayMoveMoney(row) &&
  refunds.some(
    ({ reference, gateway, state }) =>
      reference === row.reference &&
      gateway !== null &&
      gateway.id !== row.id &&
      (state === 'failed' || listed.some(({ id }) => id === gateway.id)),
  );

/** Those in a payment's list that are none of its `refunds`: made elsewhere, or the second of ours. */
export const othersIn = (listed: Rows, refunds: readonly Refund[]): Rows =>
  listed.filter(
    (row) =>
      isOfMoney(row) &&
      !refunds.some((refund) => hasId(refund, row.id)) &&
      (!refunds.some((refund) => isSameRefund(refund, row)) || isSecond(row, refunds, listed)),
  );

/**
 * Whether the list shows, or may show in a row that cannot be read, a refund of money that is none of these. `unread`: the
 * names of such rows.
 */
export const mayHaveOthers = (
  { refunds: listed, unread }: { readonly refunds: Rows; readonly unread: readonly string[] },
  refunds: readonly Refund[],
): boolean =>
  othersIn(listed, refunds).some(mayMoveMoney) ||
  unread.some((name) => !refunds.some((refund) => refund.reference === name || hasId(refund, name)));
