import { describe, expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { RefundIntent } from '#domain/refund/refund.ts';
import { Changes } from '#services/changes.ts';
import type { Answer, Gateway, PaymentFilter } from '#services/gateway/gateway-port.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import { importRefundsFromGateway } from '#services/refund/import-refunds.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import { countingIds, installation, madeBefore, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';

const HOUR = 3_600_000;
/** Payments that the journal has lost. */
const [A, B, C] = [madeBefore(1), madeBefore(2), madeBefore(3)];
type Listing = Awaited<ReturnType<Gateway['list']>>;

interface RefundPorts {
  readonly refundsLost: number;
  readonly refunded: readonly string[];
  readonly received: number | null;
  readonly listRefunds: Gateway['listRefunds'];
  readonly getRefund: Gateway['getRefund'];
  readonly applyReported: RefundDesk['applyReported'];
}

/** A gateway's list of payments made these minutes after nine, two per page; `next` answers come first. */
const recovering = (made: readonly GatewayPayment[], lastAt: number | null = null) => {
  const clock = new HandClock();
  const opening = clock.now();
  const journal = new MemoryJournal();
  const filters: PaymentFilter[] = [];
  const next: Listing[] = [];
  const list = (filter: PaymentFilter): Promise<Listing> => {
    filters.push(filter);
    const { pageIndex = 1, startAt = 0 } = filter;
    const payments = made
      .map((payment) => ({ ...payment, createdAt: opening + (payment.createdAt ?? 0) * 60_000 }))
      .filter(({ createdAt }) => createdAt >= startAt);
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
        refunds: { applyReported: others.applyReported ?? (() => undefined) },
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

const made = (reference: string, minute: number, statusId = 2): GatewayPayment =>
  gatewayPayment(
    { reference, amount: 1250, currency: 'CNY' },
    { id: reference, statusId, createdAt: minute },
  );

test('payments that only the gateway has are imported on the day they were made, with their state', async () => {
  const { clock, opening, journal, filters, done, order, start } = recovering([
    made(A, 1),
    made(B, 2, 1),
    made(C, 3, 3),
  ]);
  start();
  await clock.pass(0);
  expect(done).toEqual([3]);
  expect(order).toEqual(['done', 'imported']);
  expect(journal.payment(A)).toMatchObject({ state: 'paid', late: false, startedAt: opening + 60_000 });
  expect(journal.payment(B)).toMatchObject({ state: 'open' });
  expect(journal.payment(C)).toMatchObject({ state: 'cancelled' });
  expect(filters.map(({ pageIndex }) => pageIndex)).toEqual([1, 2]);
  expect(filters[0]).toMatchObject({ startAt: opening - HOUR, endAt: opening, sortDirection: 'asc' });
});

test('payments in the journal are not touched, and those of other terminals are not imported', async () => {
  const { clock, journal, done, start } = recovering([made(A, 1), made('T12-B', 2), made('T2-C', 3)]);
  start();
  await clock.pass(0);
  start();
  await clock.pass(0);
  expect(done).toEqual([1, 0]);
  expect(journal.entries.map(({ reference }) => reference)).toEqual([A]);
});

test('an empty journal asks for every payment there ever was', async () => {
  const { clock, filters, start } = recovering([], 0);
  start();
  await clock.pass(0);
  expect(filters[0]).not.toHaveProperty('startAt');
});

test('an unreachable gateway is asked again after growing waits, and nothing is counted twice', async () => {
  const { clock, done, next, filters, start } = recovering([made(A, 1), made(B, 2), made(C, 3)]);
  const away: Listing = { kind: 'unreachable', detail: '' };
  const firstPage: Listing = {
    kind: 'ok',
    value: { payments: [made(A, 1)], unread: [], pageIndex: 1, totalPages: 2, totalCount: 3 },
  };
  next.push(away, firstPage, away);
  start();
  await clock.pass(1_999);
  expect(filters).toHaveLength(1);
  await clock.pass(1);
  expect(filters).toHaveLength(3);
  await clock.pass(3_999);
  expect(filters).toHaveLength(3);
  await clock.pass(1);
  expect(done).toEqual([3]);
});

test('the import also waits out a full disk', async () => {
  const { clock, done, journal, start } = recovering([made(A, 1)]);
  journal.full = true;
  start();
  await clock.pass(1_000);
  expect(done).toEqual([]);
  journal.full = false;
  await clock.pass(1_000);
  expect(done).toEqual([1]);
});

test('closing the till ends the import, and no further call is made', async () => {
  const { clock, done, next, filters, start } = recovering([made(A, 1)]);
  next.push({ kind: 'server-fault', status: 503, retryAfterMs: null });
  const recovery = start();
  await clock.pass(1_000);
  await recovery.stop();
  await clock.pass(60_000);
  expect({ asked: filters.length, done }).toEqual({ asked: 1, done: [] });
});

describe('a gateway that cannot show its list to be complete', () => {
  const uncounted = (payments: readonly GatewayPayment[], pageIndex: number | null = null): Listing => ({
    kind: 'ok',
    value: { payments, unread: [], pageIndex, totalPages: null, totalCount: null },
  });

  test('has all read that it gives, page by page, and the till says that it may not be all', async () => {
    const { clock, next, journal, listings, start } = recovering([]);
    next.push(uncounted([made(A, 1), made(B, 2)]), uncounted([made(C, 3)]), uncounted([]));
    start();
    await clock.pass(0);
    expect(listings).toEqual([{ imported: 3, complete: false }]);
    expect([A, B, C].map((one) => journal.payment(one)?.state)).toEqual(['paid', 'paid', 'paid']);
  });

  test('is asked again less and less often, and once it does show it, all is well', async () => {
    const { clock, next, filters, listings, start } = recovering([made(A, 1)]);
    for (let time = 0; time < 6; time += 1) next.push(uncounted([]));
    start();
    const times: number[] = [];
    for (let minute = 0; minute < 150; minute += 1) {
      const before = filters.length;
      await clock.pass(minute === 0 ? 0 : 60_000);
      if (filters.length > before) times.push(minute);
    }
    expect(times).toEqual([1, 2, 7, 22, 82, 142]);
    expect(listings.at(-1)).toEqual({ imported: 1, complete: true });
    expect(listings.slice(0, -1).every(({ complete }) => !complete)).toBe(true);
  });

  test.each([
    ['refuses to list', { kind: 'rejected', reasons: [] }],
    ['has no list', { kind: 'not-found' }],
    ['cannot be read', { kind: 'malformed', detail: '' }],
  ] as const)('because it %s is said at once; nothing waits for it for ever', async (_how, answer) => {
    const { clock, next, listings, start } = recovering([]);
    next.push(answer as Listing);
    start();
    await clock.pass(0);
    expect(listings).toEqual([{ imported: 0, complete: false }]);
  });
});

const refundOf = (paymentId: string): RefundIntent => ({
  reference: `R-${paymentId}`,
  requestId: 'request-1',
  paymentReference: paymentId,
  paymentId,
  amount: 250,
  currency: 'CNY',
  reason: 'other',
  note: '',
  askedBy: null,
  approvedBy: null,
});

describe('lost refunds', () => {
  const asked: string[] = [];
  const refunding = (
    refundsLost: number,
    refunded: readonly string[],
    received: number | null = null,
    otherwise: (id: string) => Answer<never> | undefined = () => undefined,
  ) => {
    asked.length = 0;
    const kit = recovering([made(A, 1), made(B, 2)]);
    const listRefunds = (id: string) => {
      asked.push(id);
      const refund = gatewayRefund(refundOf(id), { id: `7${id}`, statusId: 2 });
      const value = { refunds: [refund], unread: [] };
      return Promise.resolve(otherwise(id) ?? ({ kind: 'ok', value } as const));
    };
    const { journal, clock } = kit;
    const ports = { journal, clock, log: silentLog };
    const start = () =>
      kit.start({
        refundsLost,
        refunded,
        received,
        listRefunds,
        applyReported: (payment, reported) => void importRefundsFromGateway(ports, payment, reported),
      });
    return { ...kit, start };
  };

  test('are imported: only the payments that they were of are asked about', async () => {
    const { clock, journal, listings, start } = refunding(1, [B, A]);
    start();
    await clock.pass(0);
    expect(asked).toEqual([B]);
    expect(journal.refundsOf(B)).toMatchObject([{ amount: 250, state: 'refunded' }]);
    expect(listings).toEqual([{ imported: 3, complete: true }]);
  });

  test('that the office lacked are of any payment of these days: all of them are asked about', async () => {
    const { clock, journal, listings, start } = refunding(0, [], 9);
    start();
    await clock.pass(0);
    expect(asked.toSorted()).toEqual([A, B].toSorted());
    expect([...journal.refundsOf(A), ...journal.refundsOf(B)]).toHaveLength(2);
    expect(listings).toEqual([{ imported: 4, complete: true }]);
  });

  test.each([
    ['can be read by its ID is imported', { kind: 'ok' }, { imported: 3, complete: true }],
    ['cannot be read by its ID either is missed', { kind: 'malformed' }, { imported: 2, complete: false }],
  ] as const)('of which one whose row is odd and that %s', async (_what, { kind }, listing) => {
    const kit = recovering([made(A, 1), made(B, 2)]);
    const lost = gatewayRefund(refundOf(B), { id: '7', statusId: 2 });
    const { journal, clock } = kit;
    kit.start({
      refundsLost: 1,
      refunded: [B],
      listRefunds: () =>
        Promise.resolve({
          kind: 'ok',
          value: { refunds: [], unread: ['R'], unreadRows: [{ name: 'R', id: lost.id }] },
        }),
      getRefund: () =>
        Promise.resolve(kind === 'ok' ? { kind, value: lost } : { kind, detail: 'shape Refund.Amount' }),
      applyReported: (payment, reported) =>
        void importRefundsFromGateway({ journal, clock, log: silentLog }, payment, reported),
    });
    await clock.pass(0);
    expect(kit.listings).toEqual([listing]);
    await clock.pass(0);
  });

  test('are asked about at the fifth failure of the list, from when on it counts as incomplete', async () => {
    const { clock, next, listings, start } = refunding(1, [B, A]);
    const value = { payments: [made(B, 2)], unread: [], pageIndex: 1, totalPages: 2, totalCount: 3 };
    for (let time = 0; time < 5; time += 1)
      next.push({ kind: 'ok', value }, { kind: 'server-fault', status: 500, retryAfterMs: null });
    start();
    await clock.pass(28_000);
    expect([asked, listings]).toEqual([[], []]);
    await clock.pass(1_000);
    expect([asked, listings]).toEqual([[B], [{ imported: 2, complete: false }]]);
  });

  test('are asked about although the gateway does not tell those of another payment', async () => {
    const { clock, journal, listings, start } = refunding(2, [B, A], null, (id) =>
      id === B ? { kind: 'malformed', detail: 'html' } : undefined,
    );
    start();
    await clock.pass(0);
    expect(asked).toEqual([B, A]);
    expect(journal.refundsOf(A)).toMatchObject([{ amount: 250, state: 'refunded' }]);
    expect(listings).toEqual([{ imported: 3, complete: false }]);
  });

  test('are not asked about further while the gateway cannot be reached', async () => {
    const { clock, listings, start } = refunding(2, [B, A], null, () => ({
      kind: 'unreachable',
      detail: '',
    }));
    start();
    await clock.pass(0);
    expect([asked, listings]).toEqual([[B], []]);
  });

  test('that are more than the till can name leave it to a person', async () => {
    const { clock, listings, start } = refunding(3, [B, A]);
    start();
    await clock.pass(0);
    expect(listings).toEqual([{ imported: 4, complete: false }]);
  });
});
