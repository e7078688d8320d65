/** Single payments and refunds at a gateway that answers about them in odd ways. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator } from '#simulator/simulator.ts';
import type { Till } from '../../../src-main/till.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import {
  anotherRefund,
  answering,
  CREATE_REFUND,
  GET_REFUND,
  PAYMENT_ANSWERS,
  ROWS_OF_UNANSWERED,
  rowsOfAllPayments,
  TYPES_WITHOUT_DEMANDS,
} from './answer-shapes.ts';
import { MORNING, openAt } from './play-day.ts';
import type { Row } from './reshaping-gateway.ts';
import { openReshapingGateway } from './reshaping-gateway.ts';
import type { Shop } from './shop.ts';
import {
  askingOf,
  charge,
  refund,
  sell,
  setStatus,
  SITE,
  startRefund,
  SUCCESS,
  until,
  untilRefundIs,
  untilState,
} from './shop.ts';

let folder: string;
let till: Till;
let shop: Shop;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countertop-odd-answers-'));
  const clock = new HandClock(MORNING);
  const simulator = await startSimulator({ ...SITE, now: () => clock.now(), amountEndings: false });
  const gateway = await openReshapingGateway(simulator.url);
  till = await openAt(join(folder, 'till'), clock, gateway);
  shop = { clock, simulator, gateway, ask: askingOf(till) };
});
afterEach(async () => {
  await till.stop();
  await shop.gateway.close();
  await shop.simulator.close();
  rmSync(folder, { recursive: true, force: true });
});
const AMOUNT = 1_010;
const there = (reference: string) =>
  shop.simulator.store().payments.filter((one) => one.reference === reference);
const stateOf = async (reference: string): Promise<string> =>
  (await shop.ask('payments.story', { reference })).payment.state;

/** Charges; nobody has paid yet. */
const charged = async (): Promise<string> => {
  const reference = await charge(shop, AMOUNT);
  await until(shop, async () => there(reference).length > 0 && (await stateOf(reference)) !== 'sending');
  for (let times = 0; times < 10; times += 1) await until(shop, () => Promise.resolve(true));
  expect(['open', 'pending', 'unknown']).toContain(await stateOf(reference));
  return reference;
};

const paidOnce = async (reference: string): Promise<void> => {
  shop.simulator.act({ merchantTransactionId: reference }, 'pay');
  await untilState(shop, reference, 'paid');
  const { payment } = await shop.ask('payments.story', { reference });
  expect(payment).toMatchObject({ amount: AMOUNT, amountMismatch: null });
  expect(there(reference).map(({ statusId }) => statusId)).toEqual([SUCCESS]);
};

describe('a sale whose customer pays is paid, once and in its amount, although', () => {
  test.each(Object.entries(PAYMENT_ANSWERS))('%s', async (_, others) => {
    shop.gateway.shape.others = others;
    await paidOnce(await charged());
  });

  test.each(Object.entries(ROWS_OF_UNANSWERED))(
    'its creation is not answered and the list shows it %s',
    async (_, payments) => {
      shop.gateway.hidden.add(AMOUNT);
      const reference = await charged();
      shop.gateway.shape.payments = payments;
      shop.gateway.hidden.clear();
      await paidOnce(reference);
    },
  );
});

const OPEN = 1;
const refundsOf = async (reference: string) => shop.ask('refunds.ofPayment', { reference });

describe('a refund', () => {
  test('is not refunded because another one is, whose page the gateway shows in its place', async () => {
    const payment = await sell(shop, 5_000);
    let asked = 0;
    shop.gateway.shape.others = (call, answer) => {
      asked += Number(GET_REFUND.test(call));
      return anotherRefund(700)(call, answer);
    };
    const reference = await startRefund(shop, payment, 700, OPEN);
    await until(shop, () => Promise.resolve(asked > 2));
    expect((await refundsOf(payment)).map(({ state }) => state)).toEqual(['requested']);
    await setStatus(shop, reference, SUCCESS, 'refund');
    await untilRefundIs(shop, payment, reference, 'refunded');
  });

  test.each([
    ['is not found', { status: 404, body: {} }],
    ['is an empty object', { body: {} }],
    ['is refused', { status: 400, body: { Message: 'invalid' } }],
  ])('ends as the list says, where the answer about it by its ID %s', async (_, answer) => {
    const payment = await sell(shop, 5_100);
    shop.gateway.shape.others = answering(GET_REFUND, () => answer);
    await refund(shop, payment, 800, 'refunded');
  });

  test('is not called refused while the gateway has it open, whatever the answer’s code', async () => {
    const payment = await sell(shop, 5_200);
    shop.gateway.shape.others = answering(CREATE_REFUND, ({ body }) => ({ status: 400, body }));
    const reference = await startRefund(shop, payment, 900, SUCCESS);
    await untilRefundIs(shop, payment, reference, 'refunded');
  });

  test('is not imported a second time under a payment whose list shows the refunds of all, nor is more refunded there', async () => {
    const [first, second] = [await sell(shop, 5_300), await sell(shop, 5_400)];
    await refund(shop, first, 100, 'refunded');
    let all: readonly Row[] = [];
    shop.gateway.shape.refunds = (rows) => {
      all = rows;
      return { body: { Refunds: rows } };
    };
    await shop.ask('refunds.refundable', { reference: first });
    expect(all).toHaveLength(1);
    shop.gateway.shape.refunds = rowsOfAllPayments(all);
    await expect(shop.ask('refunds.refundable', { reference: second })).rejects.toThrow('refund-unclear');
    expect(await refundsOf(second)).toEqual([]);
    expect(await refundsOf(first)).toHaveLength(1);
  });

  test.each(Object.entries(TYPES_WITHOUT_DEMANDS))(
    'is offered in part where types come %s',
    async (_, others) => {
      const payment = await sell(shop, 5_500);
      shop.gateway.shape.others = others;
      expect(await shop.ask('refunds.refundable', { reference: payment })).toMatchObject({ partial: true });
    },
  );
});
