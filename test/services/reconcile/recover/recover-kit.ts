/** A till that has lost the end of its journal, and a gateway that lists what is missing. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { Changes } from '#services/changes.ts';
import type { Gateway, PaymentFilter } from '#services/gateway/gateway-port.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import { countingIds, installation, silentLog, settings } from '../../../support/station-kit.ts';
import { HandClock } from '../../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../../support/fakes/memory-journal.ts';
import { gatewayPayment } from '../../../support/fakes/scripted-gateway.ts';

export type Listing = Awaited<ReturnType<Gateway['list']>>;

interface RefundPorts {
  readonly refundsLost: number;
  readonly refunded: readonly string[];
  readonly received: number | null;
  readonly listRefunds: Gateway['listRefunds'];
  readonly getRefund: Gateway['getRefund'];
  readonly applyReported: RefundTracker['applyReported'];
}

/**
 * A gateway's list of payments, two per page; `next` answers come first. By the gateway's clock, which is ahead, they were
 * made these minutes after the till was opened.
 */
export const recovering = (made: readonly GatewayPayment[], lastAt: number | null = null) => {
  const clock = new HandClock();
  const opening = clock.now();
  const journal = new MemoryJournal();
  const filters: PaymentFilter[] = [];
  const next: Listing[] = [];
  const list = (filter: PaymentFilter): Promise<Listing> => {
    filters.push(filter);
    const { pageIndex = 1, startAt = 0, endAt = Infinity } = filter;
    const payments = made
      .map((payment) => ({ ...payment, createdAt: opening + (payment.createdAt ?? 0) * 60_000 }))
      .filter(({ createdAt }) => createdAt >= startAt && createdAt <= endAt);
    const page = payments.slice(2 * pageIndex - 2, 2 * pageIndex);
    const totalPages = Math.ceil(payments.length / 2);
    const value = { payments: page, unread: [], pageIndex, totalPages, totalCount: payments.length };
    return Promise.resolve(next.shift() ?? { kind: 'ok', value });
  };
  const done: number[] = [];
  const order: string[] = [];
  const changes = new Changes(silentLog);
  changes.on('imported', () => order.push('imported'));
  const listings: { imported: number; complete: boolean }[] = [];
  const start = ({ refundsLost = 0, refunded = [], received = null, ...others }: Partial<RefundPorts> = {}) =>
    recoverPayments(
      {
        journal,
        gateway: {
          list,
          listRefunds: others.listRefunds ?? (() => Promise.reject(new Error('no refund was lost'))),
          getRefund: others.getRefund ?? (() => Promise.reject(new Error('every row can be read'))),
        },
        clock,
        ids: countingIds(),
        log: silentLog,
        settings,
        installation,
        refunds: { tracker: { applyReported: others.applyReported ?? (() => undefined) } },
        onListed: (imported, complete) => {
          listings.push({ imported, complete });
          if (complete) done.push(imported);
          order.push('done');
        },
        changes,
      },
      { lastAt: lastAt ?? opening, refundsLost, refunded, received, found: null },
    );
  return { clock, opening, journal, filters, next, done, listings, order, start };
};

export const made = (reference: string, minute: number, statusId = 2): GatewayPayment =>
  gatewayPayment(
    { reference, amount: 1250, currency: 'CNY' },
    { id: reference, statusId, createdAt: minute },
  );
