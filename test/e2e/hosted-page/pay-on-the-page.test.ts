/** Customers pay on the gateway's own page: every way in which that ends, with the simulator's pages. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PAGE_STRIP } from '#contract/page-strip.ts';
import type { GatewayBench, Station } from '../../support/station.ts';
import { customerState, openGatewayBench, removeHome, tillState } from '../../support/station.ts';
import {
  askedOf,
  chargeOnPage,
  expectClosed,
  openPageStation,
  pageIsGone,
  pageSays,
  placeOfPage,
  press,
  reachedBySessions,
  shownPage,
} from './page-kit.ts';

let bench: GatewayBench;
let station: Station;

beforeAll(async () => {
  bench = await openGatewayBench();
  station = await openPageStation(bench.gateway);
});
afterEach(async () => {
  await station.till.getByTestId('new-sale').click();
  expect(await shownPage(station)).toBeNull();
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await bench.simulator.close();
});

test('the customer chooses a currency, opens Alipay’s code and confirms; the way back to the shop is never loaded, and the gateway says that it is paid', async () => {
  const { till, customer } = station;
  await bench.control('settings', { asksCurrency: true });
  await chargeOnPage(station);
  await pageSays(station, 'Choose your currency');
  expect(await customer.getByTestId('page-strip').innerText()).toContain('CNY 12.50');
  expect(await customer.getByTestId('customer-qr').count()).toBe(0);
  expect(await till.getByTestId('mirror-code').count()).toBe(0);
  expect(await till.locator('body').innerText()).toContain('Paying on the gateway’s page');
  await press(station, 'Continue');
  await pageSays(station, 'Pay with Alipay');
  await tillState(till, 'pending');
  await press(station, 'Open in app');
  await pageSays(station, 'Pay Training Store?');
  await press(station, 'Confirm');
  await customerState(customer, 'confirming');
  await pageIsGone(station);
  await tillState(till, 'paid');
  await customerState(customer, 'paid');
  const asked = await askedOf(station);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((url) => !url.startsWith(`${bench.gateway.url}/`))).toEqual([]);
  await bench.control('settings', { asksCurrency: false });
});

test('the page lies over all of the customer’s window but a strip that says who takes how much, also when the window changes its size', async () => {
  await chargeOnPage(station);
  await pageSays(station, 'Pay with Alipay');
  for (const size of [
    { width: 640, height: 900 },
    { width: 1000, height: 500 },
  ]) {
    await station.app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().endsWith('customer.html'))
        ?.setSize(wanted.width, wanted.height);
    }, size);
    await expect
      .poll(() => placeOfPage(station))
      .toEqual({ free: expect.closeTo(PAGE_STRIP, 2) as number, takesRest: true });
  }
  const strip = station.customer.getByTestId('page-strip');
  expect((await strip.boundingBox())?.height).toBeCloseTo(
    PAGE_STRIP * (await station.customer.evaluate(() => innerHeight)),
    0,
  );
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
});

test('a customer who cancels on the page sees that it is being cancelled, until the gateway says so', async () => {
  await chargeOnPage(station);
  await pageSays(station, 'Pay with Alipay');
  await press(station, 'Cancel');
  await pageIsGone(station);
  await tillState(station.till, 'cancelled');
  await customerState(station.customer, 'cancelled');
});

test('a customer who declines on the phone leaves the payment failed', async () => {
  await chargeOnPage(station);
  await pageSays(station, 'Pay with Alipay');
  await press(station, 'Open in app');
  await pageSays(station, 'Pay Training Store?');
  await press(station, 'Decline');
  await pageIsGone(station);
  await tillState(station.till, 'failed');
});

test('a payment that is paid on the phone closes the page at once', async () => {
  await chargeOnPage(station);
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
  await pageIsGone(station);
  // Counts every page so far.
  await expect
    .poll(async () => new Set(await reachedBySessions(station, `${bench.gateway.url}/Home`)))
    .toEqual(new Set(['cut off']));
});

test('a payment that the cashier cancels closes the page at once', async () => {
  await bench.control('settings', { asksCurrency: true });
  await chargeOnPage(station);
  await pageSays(station, 'Choose your currency');
  await station.till.getByTestId('cancel').click();
  await pageIsGone(station);
  await tillState(station.till, 'cancelled');
  await bench.control('settings', { asksCurrency: false });
});

test('a cancel that comes after Alipay’s code was seen closes the page although the gateway refuses it', async () => {
  const { till, customer } = station;
  await chargeOnPage(station);
  await pageSays(station, 'Pay with Alipay');
  await till.getByTestId('cancel').click();
  await pageIsGone(station);
  await customerState(customer, 'confirming');
  bench.simulator.act('latest', 'pay');
  await tillState(till, 'paid');
});

test('a payment that expires closes the page at once', async () => {
  await chargeOnPage(station);
  bench.simulator.act('latest', 'walk-away');
  await tillState(station.till, 'expired');
  await pageIsGone(station);
});

test('a payment whose outcome is unknown closes the page at once', async () => {
  await bench.control('next', { scenario: 'unknown-status', count: 1 });
  await chargeOnPage(station);
  await tillState(station.till, 'unknown');
  await pageIsGone(station);
  await tillState(station.till, 'paid');
});

test('a gateway that goes down closes the page, and the cashier reads what to do', async () => {
  await chargeOnPage(station);
  await pageSays(station, 'Pay with Alipay');
  await bench.simulator.setNetwork('down');
  await expectClosed(station, 'The gateway cannot be reached.');
  await bench.simulator.setNetwork('up');
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
});

test('a page is drawn again after the graphics process has crashed, like the windows', async () => {
  await chargeOnPage(station);
  await pageSays(station, 'Pay with Alipay');
  const drawn = await station.app.evaluate(({ app, webContents }) => {
    const again: string[] = [];
    for (const page of webContents.getAllWebContents())
      page.invalidate = () => void again.push(page.getURL().split(':')[0] ?? '');
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
    return again.sort();
  });
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
  expect(drawn).toEqual(['app', 'app', 'http']);
});
