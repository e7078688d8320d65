import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readQr } from '../../support/read-qr.ts';
import { charge, customerState, filesBelow, referenceOn, tillState } from '../../support/station.ts';
import type { Shop } from './shop.ts';

/** How a sale may end for the customer, in the real app; the shop's till has one display or two. */
export const customerEndings = (shop: Shop): void => {
  test('a customer pays: the screens show the code, confirming and paid, and the journal and the CSV have the payment', async () => {
    const { till, customer, home } = shop.station;
    await customerState(customer, 'idle');
    await charge(till, 1250);
    await tillState(till, 'open');
    await customerState(customer, 'open');
    const reference = await referenceOn(till);
    expect(await customer.getByTestId('customer-amount').innerText()).toContain('12.50');

    const qr = customer.getByTestId('customer-qr');
    await qr.waitFor();
    const stored = shop.bench.simulator.store().payments.find((one) => one.reference === reference);
    expect(readQr(await customer.screenshot())).toBe(stored?.body.RedirectURL);

    shop.bench.simulator.act({ merchantTransactionId: reference }, 'scan');
    await tillState(till, 'pending');
    await customerState(customer, 'confirming');
    expect(await qr.count()).toBe(0);

    shop.bench.simulator.act({ merchantTransactionId: reference }, 'pay');
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
    const { till, customer } = shop.station;
    await charge(till, 1300);
    await tillState(till, 'open');
    shop.bench.simulator.act('latest', 'decline');
    await tillState(till, 'failed');
    await customerState(customer, 'failed');
    expect(await till.getByTestId('problem').innerText()).toMatch(/declined/i);
    await till.getByTestId('new-sale').click();
    await charge(till, 1300);
    await tillState(till, 'open');
  });

  test('an expired code disappears from the customer’s screen', async () => {
    const { till, customer } = shop.station;
    await charge(till, 1400);
    await customer.getByTestId('customer-qr').waitFor();
    shop.bench.simulator.act('latest', 'walk-away');
    await tillState(till, 'expired');
    await customerState(customer, 'expired');
    expect(await customer.getByTestId('customer-qr').count()).toBe(0);
  });

  test('a cancelled code disappears, and the gateway confirms the cancellation', async () => {
    const { till, customer } = shop.station;
    await charge(till, 1500);
    await customer.getByTestId('customer-qr').waitFor();
    await till.getByTestId('cancel').click();
    await customer.getByTestId('customer-qr').waitFor({ state: 'detached' });
    await tillState(till, 'cancelled');
    await customerState(customer, 'cancelled');
  });

  test('after a lost answer the till finds the payment by itself, the customer can pay, and there is one payment', async () => {
    const { till, customer } = shop.station;
    shop.bench.simulator.loseNextAnswer();
    await charge(till, 1600);
    await tillState(till, 'open');
    await customer.getByTestId('customer-qr').waitFor();
    const reference = await referenceOn(till);
    const stored = shop.bench.simulator.store().payments.filter((one) => one.reference === reference);
    expect(stored).toHaveLength(1);
  });
};
