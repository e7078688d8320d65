import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerWith, closeTill, questions } from '../../support/windows/closing.ts';
import type { Station } from '../../support/station.ts';
import {
  charge,
  customerState,
  openGatewayBench,
  openStation,
  referenceOn,
  removeHome,
  tillState,
} from '../../support/station.ts';

let bench: Awaited<ReturnType<typeof openGatewayBench>>;
let station: Station;
let gone: Promise<unknown[]>;

const open = async (home?: string): Promise<void> => {
  station = await openStation({ gateway: bench.gateway, ...(home === undefined ? {} : { home }) });
  gone = once(station.app.process(), 'exit');
};
/**
 * One till, which two of the tests close and open again; each test continues where the previous one left it,
 * idle.
 */
beforeAll(async () => {
  bench = await openGatewayBench();
  await open();
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await bench.simulator.close();
});
afterEach(async () => {
  const { till } = station;
  const state = await till.getByTestId('payment-state').getAttribute('data-state');
  if (state === 'open') {
    bench.simulator.act({ merchantTransactionId: await referenceOn(till) }, 'pay');
    await tillState(till, 'paid');
  }
  if (state !== 'idle') await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
});

const isHeldAwake = (): Promise<boolean> =>
  station.app.evaluate(({ powerSaveBlocker }) =>
    Array.from({ length: 20 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
  );

test('closing the till during a payment asks first; the cashier stays and sees it paid', async () => {
  await answerWith(station.app, 'Keep the till open');
  await charge(station.till, 1250);
  await tillState(station.till, 'open');
  await closeTill(station.app);
  await expect.poll(() => questions(station.app)).toEqual(['A payment is still being checked']);
  bench.simulator.act({ merchantTransactionId: await referenceOn(station.till) }, 'pay');
  await tillState(station.till, 'paid');
});

test('closing the till during a payment after all: the next start shows the same code', async () => {
  await answerWith(station.app, 'Close the till');
  await charge(station.till, 1250);
  await station.customer.getByTestId('customer-qr').waitFor();
  const reference = await referenceOn(station.till);
  await closeTill(station.app).catch(() => undefined);
  expect((await gone)[0]).toBe(0);
  await open(station.home);
  await tillState(station.till, 'open');
  expect(await referenceOn(station.till)).toBe(reference);
  await station.customer.getByTestId('customer-qr').waitFor();
  const sent = bench.simulator.store().payments.filter((one) => one.reference === reference);
  expect(sent).toHaveLength(1);
});

const shutDown = {
  'a signal': async () => Promise.resolve(void station.app.process().kill('SIGTERM')),
  'the message of Windows': () =>
    station.app.evaluate(({ BrowserWindow }) => {
      // As an event of its own turn: the reply would be lost with the till.
      setImmediate(() => {
        for (const window of BrowserWindow.getAllWindows()) window.emit('session-end');
      });
    }),
} as const;

test.each(Object.entries(shutDown))(
  'a computer that shuts down (%s) does not wait, neither for a question nor for a gateway that does not answer',
  async (_how, end) => {
    await fetch(`${bench.gateway.url}/__control/next`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ call: 'create', fault: 'no-answer', count: 1 }),
    });
    await charge(station.till, 1250);
    await tillState(station.till, 'sending');
    const reference = await referenceOn(station.till);
    await end();
    expect((await gone)[0]).toBe(0);
    await open(station.home);
    await tillState(station.till, 'open');
    expect(await referenceOn(station.till)).toBe(reference);
  },
);

test('the computer stays awake from Charge to the end of the payment, and no longer', async () => {
  expect(await isHeldAwake()).toBe(false);
  await charge(station.till, 1250);
  await tillState(station.till, 'open');
  expect(await isHeldAwake()).toBe(true);
  bench.simulator.act({ merchantTransactionId: await referenceOn(station.till) }, 'decline');
  await customerState(station.customer, 'failed');
  await expect.poll(isHeldAwake).toBe(false);
});

test('a computer that wakes up, or is unlocked, wakes the till', async () => {
  const listeners = await station.app.evaluate(({ powerMonitor }) =>
    ['resume', 'unlock-screen'].map((event) => powerMonitor.listenerCount(event)),
  );
  expect(listeners).toEqual([1, 1]);
});
