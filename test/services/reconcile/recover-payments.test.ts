import { expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { Changes } from '#services/changes.ts';
import type { Gateway, PaymentFilter } from '#services/gateway/gateway-port.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import { countingIds, installation, madeBefore, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

const HOUR = 3_600_000;
/** Payments that the journal has lost. */
const [A, B, C] = [madeBefore(1), madeBefore(2), madeBefore(3)];
type Listing = Awaited<ReturnType<Gateway['list']>>;

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
  const changes = new Changes();
  changes.on('imported', () => order.push('imported'));
  const start = () =>
    recoverPayments(
      {
        journal,
        gateway: { list } as Gateway,
        clock,
        ids: countingIds(),
        log: silentLog,
        settings,
        installation,
        onDone: (found) => {
          done.push(found);
          order.push('done');
        },
        changes,
      },
      lastAt ?? opening,
    );
  return { clock, opening, journal, filters, next, done, order, start };
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
