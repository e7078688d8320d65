import { describe, expect, onTestFinished, test } from 'vitest';
import type { Payment } from '#domain/payment.ts';
import { isFinal } from '#domain/payment.ts';
import type { Trouble } from './wire/blows.ts';
import { CREDENTIALS_REFUSED, TROUBLES } from './wire/blows.ts';
import type { CallName } from './wire/front.ts';
import type { Sale, SaleOptions } from './wire/sale.ts';
import { openSale } from './wire/sale.ts';

/** More than one strike where the till asks again, so that a trouble that lasts is seen to change nothing. */
const STRIKES = 3;
const PATIENCE_MS = 30_000;

const saleWith = async (options: SaleOptions): Promise<Sale> => {
  const sale = await openSale(options);
  onTestFinished(() => sale.close());
  return sale;
};

const paymentOf = (sale: Sale, reference: string): Payment => {
  const payment = sale.journal.payment(reference);
  if (!payment) throw new Error(`${reference} is not in the journal`);
  return payment;
};

/** Charges, and leads the sale to the call in question while the trouble lasts. */
const untilStruck = async (sale: Sale, call: CallName, trouble: () => void): Promise<string> => {
  if (call === 'create' || call === 'list') trouble();
  if (call === 'list') sale.front.arm('create', TROUBLES['reset after it is carried out'].blow);
  const reference = await sale.charge(1250);
  if (call === 'create') return reference;
  if (call === 'get') {
    sale.simulator.act({ merchantTransactionId: reference }, 'scan');
    await sale.until(() => paymentOf(sale, reference).state === 'pending');
    trouble();
  }
  if (call === 'cancel') {
    trouble();
    sale.desk.cancel(reference);
  }
  const enough = call === 'cancel' ? 1 : STRIKES;
  const isFound = (): boolean => call === 'list' && paymentOf(sale, reference).state === 'open';
  await sale.until(() => sale.struck(call) >= enough || isFound());
  return reference;
};

/** The trouble is over: the customer pays where that is still possible, and the till finds its way to the end. */
const finish = async (sale: Sale, reference: string): Promise<void> => {
  sale.lift();
  const settled = (payment: Payment): boolean =>
    isFinal(payment) ||
    payment.state === 'pending' ||
    (payment.state === 'open' && payment.cancelling === 'no');
  await sale.until(() => settled(paymentOf(sale, reference)));
  if (isFinal(paymentOf(sale, reference))) return;
  sale.simulator.act({ merchantTransactionId: reference }, 'pay');
  await sale.until(() => isFinal(paymentOf(sale, reference)));
};

/** Nothing lost, nothing doubled: the books hold the payment once, as the journal does, sent in one wording only. */
const expectOneTruth = (sale: Sale, reference: string): void => {
  const payment = paymentOf(sale, reference);
  const booked = sale.simulator.books().payments;
  expect(booked.map(({ statusId, request }) => [statusId, Number(request.Amount)])).toEqual([
    [payment.gateway?.statusId, payment.amount],
  ]);
  const { times, timesSameBody, requestIds } = booked[0]!.sent;
  expect(timesSameBody).toBe(times);
  expect(new Set(requestIds)).toEqual(new Set([payment.requestId]));
};

/** The standings a sale runs through, told by what the till heard. */
const ROADS: Readonly<Record<CallName, (trouble: Trouble) => readonly string[]>> = {
  create: ({ heard, carriedOut }) => {
    if (heard === 'fine') return ['sending', 'open', 'paid'];
    const resent = carriedOut ? [] : ['sending'];
    return ['sending', `unknown (${heard})`, ...resent, 'open', 'paid'];
  },
  get: ({ heard }) => {
    const dip = heard === 'wrong-echo' || heard === 'unknown-status' ? [`unknown (${heard})`, 'pending'] : [];
    return ['sending', 'open', 'pending', ...dip, 'paid'];
  },
  list: () => ['sending', 'unknown (no-answer)', 'open', 'paid'],
  cancel: ({ heard, carriedOut }) => {
    const isUnheard = heard === 'no-answer' || heard === 'server-fault' || heard === 'malformed';
    const accepted = isUnheard && carriedOut ? [] : ['open, cancel accepted'];
    return ['sending', 'open', 'open, cancel asked-by-cashier', ...accepted, 'cancelled'];
  },
};

/** A list that seems not to hold the payment may get it sent again; its reference keeps it from being charged twice. */
const isMisleading = (name: string, call: CallName): boolean =>
  call === 'list' && (name === 'another reference' || name === 'an empty list that counts one');

const CALLS = ['create', 'get', 'list', 'cancel'] as const;

describe.each(CALLS)('the answer to %s comes as', (call) => {
  test.each(Object.entries<Trouble>(TROUBLES))(
    '%s, and the sale still ends as it should',
    async (name, trouble) => {
      const sale = await saleWith({ slow: trouble.slow === true ? call : null });
      const reference = await untilStruck(sale, call, () => sale.front.arm(call, trouble.blow));
      expect(sale.struck(call)).toBeGreaterThan(0);
      await finish(sale, reference);
      const road = isMisleading(name, call) ? sale.road.slice(-2) : sale.road;
      expect(road).toEqual(isMisleading(name, call) ? ['open', 'paid'] : ROADS[call](trouble));
      expectOneTruth(sale, reference);
    },
    PATIENCE_MS,
  );
});

const UNREACHED = ['refused', 'nobody vouches', 'wrong host', 'credentials refused'] as const;

describe.each(UNREACHED)('the gateway cannot be spoken to: %s', (why) => {
  const options: SaleOptions = { secure: why === 'nobody vouches' || why === 'wrong host' };
  const trouble = (sale: Sale, call: CallName) => (): void => {
    if (why === 'credentials refused') sale.front.arm(call, CREDENTIALS_REFUSED.blow);
    else sale.refuse(call, why);
  };

  test.each(['get', 'list', 'cancel'] as const)(
    'on %s, and the sale goes on when it can again',
    async (call) => {
      const sale = await saleWith(options);
      const reference = await untilStruck(sale, call, trouble(sale, call));
      expect(sale.struck(call)).toBeGreaterThan(0);
      await finish(sale, reference);
      expect(sale.road).toEqual(ROADS[call](CREDENTIALS_REFUSED));
      expectOneTruth(sale, reference);
    },
    PATIENCE_MS,
  );

  test('on create: the sale is over at once, nothing is in the books, and the next one goes well', async () => {
    const sale = await saleWith(options);
    const first = await untilStruck(sale, 'create', trouble(sale, 'create'));
    const failure = why === 'credentials refused' ? 'credentials-refused' : 'not-sent';
    expect(paymentOf(sale, first)).toMatchObject({ state: 'failed', failure });
    expect(sale.simulator.books().payments).toEqual([]);
    sale.lift();
    const second = await sale.charge(1350);
    await finish(sale, second);
    expect(sale.road).toEqual(['sending', `failed (${failure})`, 'sending', 'open', 'paid']);
    expectOneTruth(sale, second);
  });
});
