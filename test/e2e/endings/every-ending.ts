import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chargesOffline, typeAndCharge } from '../day/sales.ts';
import { readQr } from '../../support/read-qr.ts';
import type { Gateway, GatewayBench, Station } from '../../support/station.ts';
import {
  charge,
  customerState,
  filesBelow,
  freshHome,
  openGatewayBench,
  openStation,
  referenceOn,
  removeHome,
  tillState,
} from '../../support/station.ts';

/** A sale with each of its endings, in the real app, on one display and on two. */
export const everyEnding = (): void => {
  let bench: GatewayBench;
  let station: Station;

  beforeAll(async () => {
    bench = await openGatewayBench();
  });
  afterAll(async () => bench.simulator.close());
  const leave = async (): Promise<void> => {
    await station.close();
    removeHome(station.home);
  };

  /** Whatever a test leaves on the till is cancelled or parked, so that the next test finds it idle. */
  const toRest = async (): Promise<void> => {
    const { till } = station;
    const state = await till.getByTestId('payment-state').getAttribute('data-state');
    if (state === 'open') {
      await till.keyboard.press('Escape');
      await tillState(till, 'cancelled');
    }
    if (state !== 'idle') await till.getByTestId('new-sale').click();
    await tillState(till, 'idle');
    await customerState(station.customer, 'idle');
  };

  describe('a till that asks after every paid sale and parks none', () => {
    beforeAll(async () => {
      const home = freshHome();
      const settings = { asksAfterPaid: true, parkingAllowed: false };
      writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
      station = await openStation({ home, gateway: bench.gateway });
    });
    afterEach(toRest);
    afterAll(leave);

    test('the same amount right after a paid one asks first, and is charged when the cashier says so', async () => {
      const { till } = station;
      await charge(till, 1350);
      await tillState(till, 'open');
      const first = await referenceOn(till);
      bench.simulator.act('latest', 'pay');
      await tillState(till, 'paid');
      await till.getByTestId('new-sale').click();
      await charge(till, 1350);
      expect(await till.getByTestId('same-amount').innerText()).toContain(first);
      await till.getByTestId('same-amount-charge').click();
      await tillState(till, 'open');
      expect(await referenceOn(till)).not.toBe(first);
    });

    test('a parked payment whose outcome is unknown keeps the till from charging until it has ended', async () => {
      const { till, customer } = station;
      await bench.control('next', { scenario: 'unknown-status', count: 1 });
      await charge(till, 1450);
      await tillState(till, 'unknown');
      expect(await till.getByTestId('payment-state').innerText()).toMatch(/do not charge again/i);
      await customerState(customer, 'unknown');
      expect(await customer.locator('body').innerText()).toMatch(/please do not pay again/i);
      await bench.simulator.setNetwork('down');
      await till.getByTestId('new-sale').click();
      await tillState(till, 'idle');
      await till.getByTestId('parked').waitFor();
      await till.keyboard.type('900');
      await till.keyboard.press('Enter');
      expect(await till.getByTestId('problem').innerText()).toMatch(/14\.50.*still being checked/);
      expect(await till.getByTestId('charge').count()).toBe(0);
      await tillState(till, 'idle');
      await bench.simulator.setNetwork('up');
      await till.getByTestId('parked').waitFor({ state: 'detached' });
      await till.getByTestId('charge').click();
      await tillState(till, 'open');
    });
  });

  describe('a till and the gateway', () => {
    beforeAll(async () => {
      station = await openStation({ gateway: bench.gateway });
    });
    afterEach(toRest);
    afterAll(leave);

    test('a customer pays: the screens show the code, confirming and paid, and the journal and the CSV have the payment', async () => {
      const { till, customer, home } = station;
      await customerState(customer, 'idle');
      await charge(till, 1250);
      await tillState(till, 'open');
      await customerState(customer, 'open');
      const reference = await referenceOn(till);
      expect(await customer.getByTestId('customer-amount').innerText()).toContain('12.50');

      const qr = customer.getByTestId('customer-qr');
      await qr.waitFor();
      const stored = bench.simulator.store().payments.find((one) => one.reference === reference);
      expect(readQr(await customer.screenshot())).toBe(stored?.body.RedirectURL);

      bench.simulator.act({ merchantTransactionId: reference }, 'scan');
      await tillState(till, 'pending');
      await customerState(customer, 'confirming');
      expect(await qr.count()).toBe(0);

      bench.simulator.act({ merchantTransactionId: reference }, 'pay');
      await tillState(till, 'paid');
      await customerState(customer, 'paid');

      await till.getByTestId('new-sale').click();
      await tillState(till, 'idle');
      await till.getByTestId('export-csv').click();
      await till.getByTestId('export-result').waitFor();
      const csv = filesBelow(join(home, 'bench', 'exports')).find(({ path }) => path.endsWith('.csv'));
      expect(csv?.bytes.toString()).toContain(reference);
      expect(csv?.bytes.toString()).toContain('1250');
    });

    test('a declined payment says that nothing was taken, and the next sale can start', async () => {
      const { till, customer } = station;
      await charge(till, 1300);
      await tillState(till, 'open');
      bench.simulator.act('latest', 'decline');
      await tillState(till, 'failed');
      await customerState(customer, 'failed');
      expect(await till.getByTestId('problem').innerText()).toMatch(/declined/i);
      await till.getByTestId('new-sale').click();
      await charge(till, 1300);
      await tillState(till, 'open');
    });

    test('the same amount right after a paid one is another sale', async () => {
      const { till } = station;
      await charge(till, 1350);
      await tillState(till, 'open');
      const first = await referenceOn(till);
      bench.simulator.act('latest', 'pay');
      await tillState(till, 'paid');
      await till.getByTestId('new-sale').click();
      await charge(till, 1350);
      await tillState(till, 'open');
      expect(await referenceOn(till)).not.toBe(first);
    });

    test('an expired code disappears from the customer’s screen', async () => {
      const { till, customer } = station;
      await charge(till, 1400);
      await customer.getByTestId('customer-qr').waitFor();
      bench.simulator.act('latest', 'walk-away');
      await tillState(till, 'expired');
      await customerState(customer, 'expired');
      expect(await customer.getByTestId('customer-qr').count()).toBe(0);
    });

    test('a cancelled code disappears, and the gateway confirms the cancellation', async () => {
      const { till, customer } = station;
      await charge(till, 1500);
      await customer.getByTestId('customer-qr').waitFor();
      await till.getByTestId('cancel').click();
      await customer.getByTestId('customer-qr').waitFor({ state: 'detached' });
      await tillState(till, 'cancelled');
      await customerState(customer, 'cancelled');
    });

    test('after a lost answer the till finds the payment by itself, the customer can pay, and there is one payment', async () => {
      const { till, customer } = station;
      bench.simulator.loseNextAnswer();
      await charge(till, 1600);
      await tillState(till, 'open');
      await customer.getByTestId('customer-qr').waitFor();
      const reference = await referenceOn(till);
      const stored = bench.simulator.store().payments.filter((one) => one.reference === reference);
      expect(stored).toHaveLength(1);
    });

    test('a double click on Charge starts one payment', async () => {
      const { till } = station;
      const before = bench.simulator.store().payments.length;
      for (const key of ['1', '7', '00']) await till.getByTestId(`key-${key}`).click();
      await till.getByTestId('charge').dblclick();
      await tillState(till, 'open');
      expect(bench.simulator.store().payments.length - before).toBe(1);
    });

    test('an amount over the ceiling, zero or pasted rubbish never reaches the gateway', async () => {
      const { till } = station;
      const before = bench.simulator.store().payments.length;
      await till.keyboard.press('Enter');
      await charge(till, 999_999_999);
      await till.getByTestId('problem').waitFor();
      expect(await till.getByTestId('problem').innerText()).toMatch(/limit/i);
      expect(await till.getByTestId('payment-state').getAttribute('data-state')).toBe('idle');
      expect(bench.simulator.store().payments.length).toBe(before);
      await till.getByTestId('key-clear').click();
    });

    test('a country the gateway rejects is explained in plain words with its code', async () => {
      const { till } = station;
      await bench.control('next', { scenario: 'country-refused', count: 1 });
      await charge(till, 1800);
      await tillState(till, 'failed');
      const words = await till.getByTestId('problem').innerText();
      expect(words).toMatch(/147/);
      expect(words).toMatch(/country/i);
      expect(words).toMatch(/no money was taken/i);
    });

    test('when the gateway cannot be reached the till says that nothing was sent and charging again is safe', async () => {
      const { till } = station;
      await till.locator('[data-testid="connection"][data-connection="online"]').waitFor();
      await typeAndCharge(till, 2000, () => chargesOffline(till, bench));
      await tillState(till, 'failed');
      const words = await till.getByTestId('problem').innerText();
      expect(words).toMatch(/cannot be reached/i);
      expect(words).toMatch(/nothing was sent/i);
      await bench.simulator.setNetwork('up');
    });
  });

  describe('a till of its own', () => {
    afterEach(leave);

    test('credentials the gateway refuses are explained, and the ApiKey is in no file and no message', async () => {
      const canary = 'canary-key-f3b1c2d4e5';
      const gateway: Gateway = { ...bench.gateway, apiKey: canary };
      station = await openStation({ gateway });
      const listening = await station.app.evaluate(({ ipcMain, webContents }) => {
        const messages: string[] = [];
        for (const contents of webContents.getAllWebContents()) {
          const send = contents.send.bind(contents);
          contents.send = (channel, ...args) => {
            messages.push(JSON.stringify([channel, ...(args as unknown[])]));
            send(channel, ...(args as unknown[]));
          };
        }
        (globalThis as { messages?: string[] }).messages = messages;
        return ipcMain.eventNames().length;
      });
      expect(listening).toBeGreaterThanOrEqual(0);
      await station.till.getByTestId('readiness-remedy').waitFor();
      expect(await station.till.getByTestId('problem').innerText()).toMatch(/credentials/i);
      await station.till.evaluate(() =>
        window.countertop.call('payments.start', { amount: 1900, orderReference: '' }),
      );
      const messages = await station.app.evaluate(
        () => (globalThis as { messages?: string[] }).messages ?? [],
      );
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.join('\n')).not.toContain(canary);
      const encoded = Buffer.from(`${gateway.siteId}:${canary}`).toString('base64');
      for (const { path, bytes } of filesBelow(station.home)) {
        expect(bytes.includes(canary) || bytes.includes(encoded), path).toBe(false);
      }
    });

    test('training needs no network or credentials, and says TRAINING everywhere', async () => {
      station = await openStation();
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
    });
  });
};
