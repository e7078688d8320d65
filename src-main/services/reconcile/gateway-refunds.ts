/** Reads a payment's refunds from the gateway, for reconciliation. */
import type { ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { Log } from '#services/ports.ts';
import { getRefund } from '#services/refund/get-refund.ts';
import { fetchUnreadRefunds } from '#services/refund/unread-refunds.ts';
import { NotReconciled, valueOf } from './not-reconciled.ts';
import { mayHide } from './unread-rows.ts';

interface GatewayRefundsPorts {
  readonly gateway: Pick<Gateway, 'listRefunds' | 'getRefund'>;
  readonly log: Log;
}

/** A paid payment that the gateway knows. */
export type Paid = Payment & { readonly gateway: GatewayPayment };

/**
 * A payment that the gateway lacks has no refunds there. For one that it has, it must name all refunds, in its list or
 * one by one; else throws NotReconciled.
 */
export const listRefunds = async (
  { gateway, log }: GatewayRefundsPorts,
  payment: Paid,
  isThere: boolean,
  known: readonly Refund[],
): Promise<readonly GatewayRefund[]> => {
  const list = valueOf(await gateway.listRefunds(payment.gateway.id));
  if (!list && isThere) throw new NotReconciled('no list of refunds');
  if (!list) return [];
  const { unread, unreadRows = [] } = list;
  const { reference } = payment;
  if (unread.length > 0) log.warn('refunds in the list could not be read', { reference, rows: unread });
  const asked = valueOf(await fetchUnreadRefunds(gateway, payment.gateway.id, list)) ?? [];
  const refunds = [...list.refunds, ...asked];
  const nameless = unread.filter((name) => !unreadRows.some(({ id }) => id === name));
  if (mayHide(nameless, known, refunds)) throw new NotReconciled('unreadable refunds');
  return refunds;
};

/** Since the list may lag behind, asks for each refund that differs or is missing in it. Throws NotReconciled. */
export const refetchRefunds = async (
  { gateway }: GatewayRefundsPorts,
  payment: Paid,
  listed: readonly GatewayRefund[],
  lines: readonly ReconciliationLine[],
  over: AbortSignal,
): Promise<readonly GatewayRefund[]> => {
  const asked = new Map<string, GatewayRefund>();
  for (const { kind, gatewayId, reference } of lines) {
    if (over.aborted) break;
    if (kind === 'only-there' || gatewayId === null) continue;
    const reported = valueOf(
      await getRefund(gateway, { paymentId: payment.gateway.id, id: gatewayId, reference }),
    );
    if (reported) asked.set(reported.id, reported);
  }
  return [...listed.filter(({ id }) => !asked.has(id)), ...asked.values()];
};
