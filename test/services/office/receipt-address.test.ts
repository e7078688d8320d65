/** When the customer is shown the receipt at the office, and when the one that needs none. */
import { expect, test } from 'vitest';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { PACE } from '#domain/pace.ts';
import { ADDRESS, credential } from '../../support/office/fake-office.ts';
import { officeKit } from './office-kit.ts';

const AT_OFFICE = `${ADDRESS}/r/st-1.T1-1.signature?l=de`;

test('an office that takes the journal has the receipt', async () => {
  const { clock, desk, sellOne } = officeKit();
  await desk.start();
  sellOne();
  expect(desk.receiptAddress('T1-1', 'de')).toBe(AT_OFFICE);
  await clock.pass(PACE.office.gather);
  expect(desk.receiptAddress('T1-1', 'de')).toBe(AT_OFFICE);
  await desk.stop();
});

test('without an office, or with one that does not answer or does not let this till in, there is none', async () => {
  expect(officeKit(false).desk.receiptAddress('T1-1', 'de')).toBeNull();
  const { clock, office, desk, sellOne } = officeKit();
  await desk.start();
  office.isReached = false;
  sellOne();
  await clock.pass(PACE.office.gather);
  expect(desk.receiptAddress('T1-1', 'de')).toBeNull();
  office.isReached = true;
  await clock.pass(PACE.office.heartbeat);
  expect(desk.receiptAddress('T1-1', 'de')).toBe(AT_OFFICE);
  office.refuses = 'replaced';
  sellOne();
  await clock.pass(PACE.office.gather);
  expect(desk.receiptAddress('T1-1', 'de')).toBeNull();
  await desk.stop();
});

test.each(ENVIRONMENTS)(
  'in %s an office on this computer has none where a customer would need it',
  async (environment) => {
    const { vault, desk } = officeKit(true, environment);
    vault.kept = { ...credential, address: 'http://127.0.0.1:7480' };
    await desk.start();
    expect(desk.receiptAddress('T1-1', 'de') === null).toBe(environment === 'live');
    await desk.stop();
  },
);
