import { afterEach, expect, test } from 'vitest';
import type { Station } from '../support/station.ts';
import { charge, openStation, removeHome, tillState } from '../support/station.ts';

let station: Station;

afterEach(async () => {
  await station.close();
  removeHome(station.home);
});

test('nothing is charged while no shift is open, and the till says what to do', async () => {
  station = await openStation();
  const { till } = station;
  await till.getByTestId('rail-day').click();
  await till.getByTestId('shift-close').click();
  await till.getByTestId('shift-open').waitFor();
  await till.getByTestId('rail-sale').click();
  await charge(till, 1250);
  expect(await till.getByTestId('problem').textContent()).toContain('Open a shift on the Day screen');
  await till.getByTestId('rail-day').click();
  await till.getByTestId('shift-open').click();
  await till.getByTestId('shift-close').waitFor();
  await till.getByTestId('rail-sale').click();
  await till.getByTestId('charge').click();
  await tillState(till, 'open');
});

test('a day in training: sell, read the X, compare it with the gateway, close, read the Z again, and sell on', async () => {
  station = await openStation();
  const { till } = station;
  const at = (testid: string) => till.getByTestId(testid);
  const sell = async (hundredths: number): Promise<void> => {
    await charge(till, hundredths);
    await tillState(till, 'open');
    await at('training-scan').click();
    await at('training-pay').click();
    await tillState(till, 'paid');
    await at('new-sale').click();
  };
  await sell(1250);
  await at('rail-day').click();
  await at('x-report').click();
  expect(await at('x-sheet').textContent()).toContain('CNY 12.50');
  await at('reconcile').click();
  await till.locator('[data-testid="reconcile-state"][data-state="matched"]').waitFor();
  await at('close-day').click();
  await at('close-confirm').click();
  expect(await at('z-number').textContent()).toBe('1');
  await at('day-back').click();
  await at('z-row').click();
  expect(await at('z-number').textContent()).toBe('1');
  await at('rail-sale').click();
  await sell(800);
});
