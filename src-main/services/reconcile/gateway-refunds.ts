/** Reconciles the refunds of one payment with the gateway's. */
import { reconcileRefunds } from '#domain/day/reconcile-refunds.ts';
import type { Differences, ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import { askFor, pageOf } from '#services/refund/get-refund.ts';
import type { KnownThere, ReadRefundsPorts } from '#services/refund/read-refunds.ts';
import { readRefunds } from '#services/refund/read-refunds.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import { NotReconciled, valueOf } from './not-reconciled.ts';

export interface GatewayRefundsPorts extends ReadRefundsPorts {
  readonly journal: Pick<RefundJournal, 'paymentOfRefund' | 'refundsOf'>;
  readonly refunds: { readonly tracker: Pick<RefundTracker, 'applyReported'> };
}

/** A payment that the gateway lacks has no refunds there. One that it has must have a list; else throws NotReconciled. */
const listRefunds = async (
  ports: ReadRefundsPorts,
  payment: KnownThere,
  isThere: boolean,
): Promise<readonly GatewayRefund[]> => {
  const refunds = valueOf(await readRefunds(ports, payment));
  if (!refunds && isThere) throw new NotReconciled('no list of refunds', 'not-found');
  return refunds ?? [];
};

/** Since the list may lag behind, asks for each refund that differs or is missing in it. Throws NotReconciled. */
const refetchRefunds = async (
  { gateway }: Pick<ReadRefundsPorts, 'gateway'>,
  payment: KnownThere,
  known: readonly Refund[],
  listed: readonly GatewayRefund[],
  lines: readonly ReconciliationLine[],
  over: AbortSignal,
): Promise<readonly GatewayRefund[]> => {
  const pages = new Map<string, GatewayRefund>();
  for (const { kind, gatewayId, reference } of lines) {
    if (over.aborted) break;
    const refund = known.find((one) => one.reference === reference);
    if (kind === 'only-there' || gatewayId === null || !refund) continue;
    const reported = valueOf(await pageOf(refund, gatewayId, askFor(gateway, payment.gateway.id)));
    if (reported) pages.set(gatewayId, reported);
  }
  // A page may give another ID than it was asked for by: it takes the place of both rows, or one refund would be two.
  const shown = new Set([...pages.keys(), ...[...pages.values()].map(({ id }) => id)]);
  return [...listed.filter(({ id }) => !shown.has(id)), ...pages.values()];
};

/**
 * Imports and updates what the gateway reports of a payment's refunds, and returns what still differs and how many
 * differences that resolved. `isThere`: whether the gateway has listed the payment. Throws NotReconciled.
 */
export const reconcileRefundsOf = async (
  ports: GatewayRefundsPorts,
  payment: KnownThere,
  isThere: boolean,
  over: AbortSignal,
): Promise<{ readonly after: Differences; readonly resolved: number }> => {
  const { journal, refunds } = ports;
  const { reference } = payment;
  const reconcileWith = (reported: readonly GatewayRefund[]): Differences =>
    reconcileRefunds(reference, journal.refundsOf(reference), reported);
  const listed = await listRefunds(ports, payment, isThere);
  const before = reconcileWith(listed);
  const known = journal.refundsOf(reference);
  const reported = await refetchRefunds(ports, payment, known, listed, before.lines, over);
  if (over.aborted) throw new NotReconciled('no time left', 'stopped');
  refunds.tracker.applyReported(payment, reported);
  const after = reconcileWith(reported);
  return { after, resolved: Math.max(0, before.lines.length - after.lines.length) };
};
