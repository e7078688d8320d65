import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Station } from '../support/station.ts';
import {
  charge,
  customerState,
  openGatewayBench,
  openStation,
  referenceOn,
  removeHome,
  tillState,
} from '../support/station.ts';

let bench: Awaited<ReturnType<typeof openGatewayBench>>;
let station: Station;

/** One till that loses power again and again; each test continues where the previous one left it. */
beforeAll(async () => {
  bench = await openGatewayBench();
  station = await openStation({ gateway: bench.gateway });
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await bench.simulator.close();
});

const plan = async (call: string, fault: string): Promise<void> => {
  const answer = await fetch(`${bench.gateway.url}/__control/next`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ call, fault, count: 1 }),
  });
  expect(answer.ok).toBe(true);
};

/** Cuts the power and starts again on the same data folder. */
const pullThePlug = async (): Promise<void> => {
  await station.kill();
  station = await openStation({ home: station.home, gateway: bench.gateway });
};

const payAndSee = async (reference: string): Promise<void> => {
  bench.simulator.act({ merchantTransactionId: reference }, 'scan');
  bench.simulator.act({ merchantTransactionId: reference }, 'pay');
  await tillState(station.till, 'paid');
  await customerState(station.customer, 'paid');
  const sent = bench.simulator.store().payments.filter((one) => one.reference === reference);
  expect(sent).toHaveLength(1);
};

test('power cut while the payment is being sent: it is looked up, found, paid, and charged once', async () => {
  await plan('create', 'no-answer');
  await charge(station.till, 3100);
  await tillState(station.till, 'sending');
  const reference = await referenceOn(station.till);
  await pullThePlug();
  await tillState(station.till, 'open');
  expect(await referenceOn(station.till)).toBe(reference);
  await station.customer.getByTestId('customer-qr').waitFor();
  await payAndSee(reference);
});

test('power cut while the code is shown: the same code comes back and the customer pays', async () => {
  await charge(station.till, 3200);
  await station.customer.getByTestId('customer-qr').waitFor();
  const reference = await referenceOn(station.till);
  await pullThePlug();
  await tillState(station.till, 'open');
  await station.customer.getByTestId('customer-qr').waitFor();
  await payAndSee(reference);
});

test('power cut while the customer confirms: the till finds that it was paid meanwhile', async () => {
  await charge(station.till, 3300);
  await tillState(station.till, 'open');
  const reference = await referenceOn(station.till);
  bench.simulator.act({ merchantTransactionId: reference }, 'scan');
  await tillState(station.till, 'pending');
  bench.simulator.act({ merchantTransactionId: reference }, 'pay');
  await pullThePlug();
  await tillState(station.till, 'paid');
});

test('power cut while cancelling: the cancel completes after the start', async () => {
  await charge(station.till, 3400);
  await tillState(station.till, 'open');
  await plan('cancel', 'no-answer');
  await station.till.getByTestId('cancel').click();
  await station.customer.getByTestId('customer-qr').waitFor({ state: 'detached' });
  await pullThePlug();
  await tillState(station.till, 'cancelled');
});

test('power cut after the end: the finished sale is in the list with its state', async () => {
  await charge(station.till, 3500);
  await tillState(station.till, 'open');
  const reference = await referenceOn(station.till);
  bench.simulator.act('latest', 'decline');
  await tillState(station.till, 'failed');
  await pullThePlug();
  const row = station.till.locator(`[data-testid="history-row"][data-reference="${reference}"]`);
  await row.waitFor();
  expect(await row.getAttribute('data-state')).toBe('failed');
});
