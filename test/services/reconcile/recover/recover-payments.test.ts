import { describe, expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { madeBefore } from '../../../support/station-kit.ts';
import type { Listing } from './recover-kit.ts';
import { made, recovering } from './recover-kit.ts';

const HOUR = 3_600_000;
/** Payments that the journal has lost. */
const [A, B, C] = [madeBefore(1), madeBefore(2), madeBefore(3)];

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
  expect(filters[0]).toMatchObject({ startAt: opening - HOUR, endAt: opening + HOUR, sortDirection: 'asc' });
});

test('of a payment and its refused duplicates, the payment is imported, whichever comes first', async () => {
  const duplicate = (reference: string, change: Partial<GatewayPayment> = {}): GatewayPayment => ({
    ...{ ...made(reference, 1, 4), id: `${reference}-duplicate` },
    ...change,
  });
  const { clock, journal, done, start } = recovering([
    ...[duplicate(A), made(A, 1)],
    ...[made(B, 1), duplicate(B)],
    duplicate(C, { reasons: [{ code: 20, info: 'duplicate' }] }),
  ]);
  start();
  await clock.pass(0);
  expect(done).toEqual([2]);
  expect([A, B, C].map((one) => journal.payment(one)?.state)).toEqual(['paid', 'paid', undefined]);
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
