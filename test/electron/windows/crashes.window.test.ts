import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { WindowRole } from '#contract/calls.ts';
import type { BareStation } from '../../support/bare-station.ts';
import { openBareStation } from '../../support/bare-station.ts';
import { readQr } from '../../support/read-qr.ts';
import { freshHome, openGatewayBench, removeHome } from '../../support/station.ts';

let bench: Awaited<ReturnType<typeof openGatewayBench>>;
let home: string;
let station: BareStation;
let reference: string;

beforeAll(async () => {
  bench = await openGatewayBench();
});
afterAll(async () => bench.simulator.close());
beforeEach(async () => {
  home = freshHome();
  station = await openBareStation(home, bench.gateway);
  await shows('till', 'payment-state', 'idle');
  await shows('customer', 'customer-state', 'idle');
  reference = await charge();
  await codeIsShown();
});
afterEach(async () => {
  const exitCode = await station.stop();
  removeHome(home);
  expect(exitCode).toBe(0);
  const sent = bench.simulator.store().payments.filter((one) => one.reference === reference);
  expect(sent).toHaveLength(1);
});

const shows = (role: WindowRole, testId: string, state: string): Promise<void> =>
  expect
    .poll(() => station.inPage(role, `document.querySelector('[data-testid="${testId}"]')?.dataset.state`))
    .toBe(state);

const charge = async (): Promise<string> => {
  const reply = await station.inPage(
    'till',
    "window.countertop.call('payments.start', { amount: 1250, orderReference: '' })",
  );
  return (reply as { value: { payment: { reference: string } } }).value.payment.reference;
};

/** What a phone reads off the customer's window; throws if there is nothing to read. */
const scanned = async (): Promise<string> => {
  const picture = await station.inMain(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Countertop – Customer');
    return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? '';
  }, null);
  return readQr(Buffer.from(picture, 'base64'));
};

const codeIsShown = async (): Promise<void> => {
  await shows('customer', 'customer-state', 'open');
  await expect.poll(scanned).toContain('PaymentToken=');
};

const payAndSee = async (): Promise<void> => {
  bench.simulator.act({ merchantTransactionId: reference }, 'scan');
  bench.simulator.act({ merchantTransactionId: reference }, 'pay');
  await shows('till', 'payment-state', 'paid');
  await shows('customer', 'customer-state', 'paid');
};

/** Ends the pages' processes and waits until they are back. */
const crash = (...titles: string[]): Promise<void> =>
  station.inMain(async ({ BrowserWindow }, titles) => {
    const windows = BrowserWindow.getAllWindows().filter((one) => titles.includes(one.getTitle()));
    await Promise.all(
      windows.map(({ webContents }) => {
        const back = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
        webContents.forcefullyCrashRenderer();
        return back;
      }),
    );
  }, titles);

const TILL = 'Countertop – Till';
const CUSTOMER = 'Countertop – Customer';

test('both windows crash while the customer scans: the same code comes back and is paid', async () => {
  const before = await scanned();
  await crash(TILL, CUSTOMER);
  await shows('till', 'payment-state', 'open');
  await codeIsShown();
  expect(await scanned()).toBe(before);
  await payAndSee();
});

test('windows that crash again and again come back each time, and the payment goes on', async () => {
  await crash(TILL, CUSTOMER);
  await crash(CUSTOMER, TILL);
  await codeIsShown();
  await payAndSee();
});

test('a customer’s window that had crashed when the sale was cancelled comes back without the code', async () => {
  await station.inPage('till', `window.countertop.call('payments.cancel', { reference: '${reference}' })`);
  await crash(CUSTOMER);
  await shows('till', 'payment-state', 'cancelled');
  await shows('customer', 'customer-state', 'cancelled');
  await expect(scanned()).rejects.toThrow();
});

test('a customer’s window closed while the code is shown comes back with the code', async () => {
  await station.inMain(async ({ app, BrowserWindow }, title) => {
    const back = new Promise<void>((resolve) =>
      app.once('browser-window-created', (_event, { webContents }) =>
        webContents.once('did-finish-load', () => resolve()),
      ),
    );
    BrowserWindow.getAllWindows()
      .find((one) => one.getTitle() === title)
      ?.close();
    await back;
  }, CUSTOMER);
  await codeIsShown();
  await payAndSee();
});

test('the graphics process crashes twice: both windows go on, and the code can still be read', async () => {
  const killGraphics = (): Promise<boolean> =>
    station.inMain(async ({ app }) => {
      const gone = new Promise((resolve) => app.once('child-process-gone', resolve));
      const graphics = app.getAppMetrics().find(({ type }) => type === 'GPU');
      if (!graphics) return false;
      process.kill(graphics.pid, 'SIGKILL');
      await gone;
      return true;
    }, null);
  await expect.poll(killGraphics).toBe(true);
  await codeIsShown();
  await expect.poll(killGraphics).toBe(true);
  await codeIsShown();
  await payAndSee();
});

test('a till window that hangs is reloaded, and shows the payment', async () => {
  await station.inMain(async ({ BrowserWindow }, title) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === title);
    const back = new Promise<void>((resolve) => window?.webContents.once('did-finish-load', () => resolve()));
    void window?.webContents.executeJavaScript('for (;;);').catch(() => undefined);
    window?.emit('unresponsive');
    await back;
  }, TILL);
  await shows('till', 'payment-state', 'open');
  await payAndSee();
});
