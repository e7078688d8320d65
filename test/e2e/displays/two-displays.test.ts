import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTwoDisplays } from '../../../scripts/displays/displays.mjs';
import { readQr } from '../../support/read-qr.ts';
import type { Station } from '../../support/station.ts';
import {
  charge,
  customerState,
  freshHome,
  openStation,
  removeHome,
  tillState,
} from '../../support/station.ts';

let displays: Awaited<ReturnType<typeof startTwoDisplays>>;
let station: Station;

beforeEach(async () => {
  displays = await startTwoDisplays();
});
afterEach(async () => {
  await station.close();
  removeHome(station.home);
  await displays.stop();
});

const open = (): Promise<Station> => openStation({ env: { DISPLAY: displays.display } });

const placeOf = (page: Page) =>
  page.evaluate(() => ({
    left: window.screenX,
    top: window.screenY,
    width: innerWidth,
    height: innerHeight,
  }));

const second = { left: 1280, top: 0, width: 1280, height: 800 };

test('with two displays the customer’s window fills the second one, and a whole sale runs on both', async () => {
  await displays.plugIn();
  station = await open();
  const { till, customer } = station;
  await expect.poll(() => placeOf(customer)).toEqual(second);
  expect((await placeOf(till)).left).toBeLessThan(1280);

  await charge(till, 1250);
  await customer.getByTestId('customer-qr').waitFor();
  expect(readQr(await customer.screenshot())).toContain('PaymentToken=');
  await till.getByTestId('training-pay').click();
  await tillState(till, 'paid');
  await customerState(customer, 'paid');

  // The owner gives the main display to the customer: till and customer's window change places.
  const shown = await till.evaluate(() => window.countertop.call('setUp.displays', {}));
  const main = shown.ok ? shown.value.find(({ shows }) => shows === 'till') : undefined;
  await till.evaluate((id) => window.countertop.call('setUp.chooseDisplay', { id }), main?.id ?? NaN);
  await customer.getByTestId('identified').waitFor();
  await expect.poll(() => placeOf(customer)).toEqual({ ...second, left: 0 });
  await expect.poll(async () => (await placeOf(till)).left).toBeGreaterThanOrEqual(1280);
});

test('a display plugged in during a payment takes over the code; when it is pulled out, the code returns to the first', async () => {
  station = await open();
  const { till, customer } = station;
  await charge(till, 1250);
  const qr = customer.getByTestId('customer-qr');
  await qr.waitFor();
  const before = readQr(await customer.screenshot());

  await displays.plugIn();
  await expect.poll(() => placeOf(customer)).toEqual(second);
  await qr.waitFor();
  expect(readQr(await customer.screenshot())).toBe(before);

  await displays.unplug();
  await expect.poll(async () => (await placeOf(customer)).left).toBeLessThan(1280);
  await qr.waitFor();
  expect(readQr(await customer.screenshot())).toBe(before);
  await tillState(till, 'open');
});

test('a display that is pulled out with the gateway’s page on it takes the page along, and the cashier shows the till’s own code', async () => {
  await displays.plugIn();
  const home = freshHome();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ showsGatewayPage: true }));
  station = await openStation({ home, env: { DISPLAY: displays.display } });
  const { till, customer } = station;
  await expect.poll(() => placeOf(customer)).toEqual(second);
  await charge(till, 1250);
  await customer.getByTestId('page-strip').waitFor();
  // The gateway takes the page that was opened for a customer who is paying.
  await tillState(till, 'pending');
  expect(await till.getByTestId('display-missing').count()).toBe(0);

  await displays.unplug();
  await customer.getByTestId('page-strip').waitFor({ state: 'detached' });
  await till.getByTestId('display-show-code').click();
  await till.getByTestId('customer-code-qr').waitFor();
  expect(readQr(await till.screenshot())).toContain('PaymentToken=');
  expect(await till.getByTestId('problem').count()).toBe(0);
  await tillState(till, 'open');
});
