import { describe, expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { ownershipOf } from '#domain/installation/payment-ownership.ts';
import type { Gateway, PaymentFilter, PaymentPage } from '#services/gateway/gateway-port.ts';
import { listOwnPayments } from '#services/reconcile/list-own-payments.ts';
import { installation, madeBefore, silentLog } from '../../support/station-kit.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

const made = (count: number): readonly GatewayPayment[] =>
  Array.from({ length: count }, (_, index) => {
    const reference = `T1-${index}`;
    return gatewayPayment({ reference, amount: 100, currency: 'CNY' }, { id: reference });
  });

/** The correct page of payments made in this order. */
const pageOf = (
  all: readonly GatewayPayment[],
  { pageIndex = 1, pageSize = 50 }: PaymentFilter,
): PaymentPage => ({
  payments: all.slice((pageIndex - 1) * pageSize, pageIndex * pageSize),
  unread: [],
  pageIndex,
  totalPages: Math.ceil(all.length / pageSize),
  totalCount: all.length,
});

/** What a gateway of these payments lists, its pages answered in this way, and how it ended. */
const listing = async (
  count: number,
  answer: (page: PaymentPage, all: readonly GatewayPayment[], filter: PaymentFilter) => PaymentPage = (
    page,
  ) => page,
  known: readonly string[] = [],
  readsOn = false,
) => {
  const all = made(count);
  const taken: string[] = [];
  let calls = 0;
  const list: Gateway['list'] = (filter) => {
    calls += 1;
    return Promise.resolve({ kind: 'ok', value: answer(pageOf(all, filter), all, filter) });
  };
  const outcome = await listOwnPayments(
    {
      gateway: { list },
      log: silentLog,
      startAt: null,
      endAt: 0,
      readsOn,
      ownership: (listed) =>
        ownershipOf(listed, installation, ['T1'], (reference) => known.includes(reference)),
    },
    (payments) => void taken.push(...payments.map(({ reference }) => reference)),
    () => false,
  );
  return { outcome, taken: new Set(taken).size, calls };
};

const unsaid = { pageIndex: null, totalPages: null, totalCount: null };
const fromZero = (page: PaymentPage, all: readonly GatewayPayment[], filter: PaymentFilter): PaymentPage => {
  const { pageIndex = 1 } = filter;
  return { ...page, payments: pageOf(all, { ...filter, pageIndex: pageIndex + 1 }).payments };
};
const firstAlways = (page: PaymentPage, all: readonly GatewayPayment[]): PaymentPage => ({
  ...page,
  payments: pageOf(all, {}).payments,
});

describe('a list is complete when its own numbers show it', () => {
  test.each([0, 1, 49, 50, 51, 149, 150])('%i payments on pages that count everything', async (count) => {
    expect(await listing(count)).toMatchObject({ outcome: 'ok', taken: count });
  });

  test.each([0, 3, 50, 120])('%i payments of which only the total is said', async (count) => {
    const totalOnly = await listing(count, (page) => ({ ...page, pageIndex: null, totalPages: null }));
    expect(totalOnly).toMatchObject({ outcome: 'ok', taken: count });
  });

  test.each([0, 3, 50, 120])('%i payments of which only pages are counted', async (count) => {
    const pagesOnly = await listing(count, (page) => ({ ...page, totalCount: null }));
    expect(pagesOnly).toMatchObject({ outcome: 'ok', taken: count });
  });

  test('of a gateway with smaller pages than were asked for', async () => {
    const ofTen = (_page: PaymentPage, all: readonly GatewayPayment[], filter: PaymentFilter) =>
      pageOf(all, { ...filter, pageSize: 10 });
    expect(await listing(95, ofTen)).toMatchObject({ outcome: 'ok', taken: 95, calls: 10 });
  });
});

describe('a list is complete all the same', () => {
  test('when a payment is made while it is read', async () => {
    const growing = await listing(60, (page, all, filter) =>
      page.pageIndex === 1 ? pageOf(all.slice(0, 59), filter) : page,
    );
    expect(growing).toMatchObject({ outcome: 'ok', taken: 60 });
  });

  test('when its last page is filled up with rows of the page before', async () => {
    const full = await listing(60, (page, all) =>
      page.pageIndex === 2 ? { ...page, payments: all.slice(-50) } : page,
    );
    expect(full).toMatchObject({ outcome: 'ok', taken: 60 });
  });
});

describe('a list that cannot be shown to be complete is not complete', () => {
  test.each([1, 60])('%i payments and no number at all', async (count) => {
    const silent = await listing(count, (page) => ({ ...page, ...unsaid }));
    expect(silent).toMatchObject({ outcome: 'incomplete', calls: 1 });
  });

  test.each([1, 50, 51, 120])('%i payments on pages counted from 0', async (count) => {
    expect(await listing(count, fromZero)).toMatchObject({ outcome: 'incomplete' });
    const pagesOnly = await listing(count, (...page) => ({ ...fromZero(...page), totalCount: null }));
    expect(pagesOnly).toMatchObject({ outcome: 'incomplete' });
  });

  test.each([51, 120])('%i payments, of which the first page comes every time', async (count) => {
    for (const change of [{}, { pageIndex: 1 }, { pageIndex: null }, { pageIndex: 1, totalCount: null }]) {
      const again = await listing(count, (page, all) => ({ ...firstAlways(page, all), ...change }));
      expect(again).toMatchObject({ outcome: 'incomplete', calls: 2 });
    }
  });

  test('a page left out, or fewer rows than are counted', async () => {
    const onePage = await listing(60, (page) => ({
      ...page,
      totalPages: 1,
      payments: page.payments.slice(0, 10),
    }));
    expect(onePage).toMatchObject({ outcome: 'incomplete' });
    const lastLost = await listing(60, (page) => ({
      ...page,
      payments: page.pageIndex === 2 ? [] : page.payments,
    }));
    expect(lastLost).toMatchObject({ outcome: 'incomplete', taken: 50 });
  });

  test('more rows than are counted', async () => {
    for (const totalCount of [4, 0])
      expect(await listing(5, (page) => ({ ...page, totalCount }))).toMatchObject({ outcome: 'incomplete' });
  });

  test('a page that says it is another than the one that was asked for', async () => {
    const another = (page: PaymentPage) => ({ ...page, pageIndex: (page.pageIndex ?? 0) - 1 });
    expect(await listing(120, another)).toMatchObject({ outcome: 'incomplete', calls: 1 });
  });

  test.each([51, 100, 120])(
    '%i payments, of which the first page comes every time under the number that was asked for',
    async (count) => {
      for (const totalCount of [null, count]) {
        const again = await listing(count, (page, all) => ({ ...firstAlways(page, all), totalCount }));
        expect(again).toMatchObject({ outcome: 'incomplete', taken: 50 });
      }
    },
  );

  test('the first page every time, whose odd row is not counted again until the total is reached', async () => {
    for (const name of ['', 'WOO_1']) {
      const again = await listing(51, (page, all) => {
        const { payments } = firstAlways(page, all);
        return { ...page, payments: payments.slice(1), unread: [name] };
      });
      expect(again).toMatchObject({ outcome: 'incomplete', taken: 49 });
    }
  });

  test('the first page every time, of which no row can be read', async () => {
    const again = await listing(100, (page, all) => ({
      ...page,
      payments: [],
      unread: firstAlways(page, all).payments.map(({ reference }) => `WOO-${reference}`),
    }));
    expect(again).toMatchObject({ outcome: 'incomplete', calls: 2 });
  });

  test('a payment that moves to the next page while the list is read, where only pages are counted', async () => {
    const moving = await listing(60, (page, all) => ({
      ...page,
      payments: page.pageIndex === 2 ? all.slice(49, 59) : page.payments,
      totalCount: null,
    }));
    expect(moving).toMatchObject({ outcome: 'incomplete' });
  });

  test('numbers that contradict the rows, or each other', async () => {
    const noPages = await listing(3, (page) => ({ ...page, totalCount: null, totalPages: 0 }));
    expect(noPages).toMatchObject({ outcome: 'incomplete' });
    const rowsOfThisPage = await listing(120, (page) => ({ ...page, totalCount: page.payments.length }));
    expect(rowsOfThisPage).toMatchObject({ outcome: 'incomplete' });
    const fewer = await listing(60, (page) =>
      page.pageIndex === 1 ? page : { ...page, payments: [], totalCount: 50, totalPages: 1 },
    );
    expect(fewer).toMatchObject({ outcome: 'incomplete', taken: 50 });
    const silentLater = await listing(60, (page) =>
      page.pageIndex === 1 ? page : { ...page, payments: page.payments.slice(0, 5), totalCount: null },
    );
    expect(silentLater).toMatchObject({ outcome: 'incomplete', taken: 55 });
  });
});

describe('a list that is to be read on wherever it brings anything new', () => {
  test('is read past a page that repeats some payments, and is still not complete', async () => {
    const overlapping = (
      page: PaymentPage,
      all: readonly GatewayPayment[],
      { pageIndex = 1 }: PaymentFilter,
    ) => ({
      ...{ ...page, totalCount: null },
      payments: all.slice(Math.max(0, (pageIndex - 1) * 50 - 1), pageIndex * 50),
    });
    const readOn = await listing(120, overlapping, [], true);
    expect(readOn).toMatchObject({ outcome: 'incomplete', taken: 120 });
    expect(readOn.calls).toBe(4);
    expect(await listing(120, overlapping)).toMatchObject({ outcome: 'incomplete', taken: 100 });
  });

  test('ends with a page that brings nothing new but odd rows', async () => {
    const again = await listing(60, (page, all) => ({ ...firstAlways(page, all), unread: [''] }), [], true);
    expect(again).toMatchObject({ outcome: 'incomplete', calls: 2 });
  });
});

describe('a row that cannot be read', () => {
  /** The first payment's row is odd, and this is all that is known of it. */
  const odd =
    (name: string) =>
    (page: PaymentPage): PaymentPage =>
      page.pageIndex === 1 ? { ...page, payments: page.payments.slice(1), unread: [name] } : page;

  test('is passed over where it is of others, or has no name', async () => {
    for (const name of ['', 'WOO_1', '4000000', 'T1-20261123-000001-BBBBBB1111-ABCDEFGH'])
      expect(await listing(60, odd(name))).toMatchObject({ outcome: 'ok', taken: 59 });
  });

  test('is passed over where it is of a payment in the journal, which is then asked for by its ID', async () => {
    expect(await listing(60, odd('T1-0'), ['T1-0'])).toMatchObject({ outcome: 'ok', taken: 59 });
  });

  test('of one that the journal has lost leaves the list incomplete, and all others are taken', async () => {
    expect(await listing(60, odd(madeBefore(1)))).toMatchObject({ outcome: 'malformed', taken: 59 });
  });
});
