import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  charge,
  customerState,
  filesBelow,
  openStation,
  referenceOn,
  removeHome,
  tillState,
} from '../../support/station.ts';
import { chargesOffline, typeAndCharge } from '../day/sales.ts';
import { customerEndings } from './customer-endings.ts';
import { declareShop } from './shop.ts';

describe('a till that asks after every paid sale and parks none', () => {
  const shop = declareShop({ asksAfterPaid: true, parkingAllowed: false });

  test('the same amount right after a paid one asks first, and is charged when the cashier says so', async () => {
    const { till } = shop.station;
    await charge(till, 1350);
    await tillState(till, 'open');
    const first = await referenceOn(till);
    shop.bench.simulator.act('latest', 'pay');
    await tillState(till, 'paid');
    await till.getByTestId('new-sale').click();
    await charge(till, 1350);
    expect(await till.getByTestId('same-amount').innerText()).toContain(first);
    await till.getByTestId('same-amount-charge').click();
    await tillState(till, 'open');
    expect(await referenceOn(till)).not.toBe(first);
  });

  test('a parked payment whose outcome is unknown keeps the till from charging until it has ended', async () => {
    const { till, customer } = shop.station;
    await shop.bench.control('next', { scenario: 'unknown-status', count: 1 });
    await charge(till, 1450);
    await tillState(till, 'unknown');
    expect(await till.getByTestId('payment-state').innerText()).toMatch(/do not charge again/i);
    await customerState(customer, 'unknown');
    expect(await customer.locator('body').innerText()).toMatch(/please do not pay again/i);
    await shop.bench.simulator.setNetwork('down');
    await till.getByTestId('new-sale').click();
    await tillState(till, 'idle');
    await till.getByTestId('parked').waitFor();
    await till.keyboard.type('900');
    await till.keyboard.press('Enter');
    expect(await till.getByTestId('problem').innerText()).toMatch(/14\.50.*still being checked/);
    expect(await till.getByTestId('charge').count()).toBe(0);
    await tillState(till, 'idle');
    await shop.bench.simulator.setNetwork('up');
    await till.getByTestId('parked').waitFor({ state: 'detached' });
    await till.getByTestId('charge').click();
    await tillState(till, 'open');
  });
});

describe('a till and the gateway', () => {
  const shop = declareShop();
  customerEndings(shop);

  test('the same amount right after a paid one is another sale', async () => {
    const { till } = shop.station;
    await charge(till, 1350);
    await tillState(till, 'open');
    const first = await referenceOn(till);
    shop.bench.simulator.act('latest', 'pay');
    await tillState(till, 'paid');
    await till.getByTestId('new-sale').click();
    await charge(till, 1350);
    await tillState(till, 'open');
    expect(await referenceOn(till)).not.toBe(first);
  });

  test('a double click on Charge starts one payment', async () => {
    const { till } = shop.station;
    const before = shop.bench.simulator.store().payments.length;
    for (const key of ['1', '7', '00']) await till.getByTestId(`key-${key}`).click();
    await till.getByTestId('charge').dblclick();
    await tillState(till, 'open');
    expect(shop.bench.simulator.store().payments.length - before).toBe(1);
  });

  test('an amount over the ceiling, zero or pasted rubbish never reaches the gateway', async () => {
    const { till } = shop.station;
    const before = shop.bench.simulator.store().payments.length;
    await till.keyboard.press('Enter');
    await charge(till, 999_999_999);
    await till.getByTestId('problem').waitFor();
    expect(await till.getByTestId('problem').innerText()).toMatch(/limit/i);
    expect(await till.getByTestId('payment-state').getAttribute('data-state')).toBe('idle');
    expect(shop.bench.simulator.store().payments.length).toBe(before);
    await till.getByTestId('key-clear').click();
  });

  test('a country the gateway rejects is explained in plain words with its code', async () => {
    const { till } = shop.station;
    await shop.bench.control('next', { scenario: 'country-refused', count: 1 });
    await charge(till, 1800);
    await tillState(till, 'failed');
    const words = await till.getByTestId('problem').innerText();
    expect(words).toMatch(/147/);
    expect(words).toMatch(/country/i);
    expect(words).toMatch(/no money was taken/i);
  });

  test('when the gateway cannot be reached the till says that nothing was sent and charging again is safe', async () => {
    const { till } = shop.station;
    await till.locator('[data-testid="connection"][data-connection="online"]').waitFor();
    await typeAndCharge(till, 2000, () => chargesOffline(till, shop.bench));
    await tillState(till, 'failed');
    const words = await till.getByTestId('problem').innerText();
    expect(words).toMatch(/cannot be reached/i);
    expect(words).toMatch(/nothing was sent/i);
    await shop.bench.simulator.setNetwork('up');
  });
});

test('training needs no network or credentials, and says TRAINING everywhere', async () => {
  const station = await openStation();
  const { till, customer, home } = station;
  expect(await till.getByTestId('training-band').innerText()).toMatch(/training/i);
  await charge(till, 2150);
  await customer.getByTestId('customer-qr').waitFor();
  expect(await customer.locator('body').innerText()).toMatch(/training/i);
  await till.getByTestId('training-scan').click();
  await customerState(customer, 'confirming');
  await till.getByTestId('training-pay').click();
  await tillState(till, 'paid');
  await till.getByTestId('export-csv').click();
  await till.getByTestId('export-result').waitFor();
  const csv = filesBelow(join(home, 'training', 'exports')).find(({ path }) => path.endsWith('.csv'));
  expect(readFileSync(csv!.path, 'utf8')).toContain('TRAINING');
  await station.close();
  removeHome(home);
});
