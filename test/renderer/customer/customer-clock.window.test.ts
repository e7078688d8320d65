import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer } from './views.ts';

const NOON = new Date(2026, 10, 5, 12, 0, 0).getTime();

let window: CustomerWindow;
/** The window's time, which the test freezes. */
let now: number;
beforeAll(async () => {
  window = await openCustomerWindow({ alone: true });
  await window.page.clock.install({ time: NOON });
});
afterAll(async () => window.close());
beforeEach(async () => {
  await window.open(customer());
  now = 1_000 + (await window.page.evaluate(() => Date.now()));
  await window.page.clock.pauseAt(now);
});

const codeFor = (ms: number) => ({ payload: 'https://pay.example/1', whole: ms, left: ms });

const main = () => window.page.getByTestId('customer-state');
const state = async () => main().getAttribute('data-state');
const qr = () => window.page.getByTestId('customer-qr');

describe('the clock of the customer’s window', () => {
  test('counts down, and removes the code by itself when it expires', async () => {
    await window.push(customer({ state: 'open', code: codeFor(300_000) }));
    await qr().waitFor();
    await expect.poll(async () => main().innerText()).toContain('5:00');
    await window.page.clock.runFor(299_999);
    expect(await main().innerText()).toContain('0:01');
    expect(await qr().count()).toBe(1);
    await window.page.clock.runFor(1);
    expect(await state()).toBe('expired');
    expect(await qr().count()).toBe(0);
    expect(await main().innerText()).not.toContain('No money was taken.');
  });

  test.each([
    ['ahead', 3_600_000],
    ['back', -3_600_000],
  ])('keeps counting down unchanged when the system clock is set %s an hour', async (_way, jump) => {
    await window.push(customer({ state: 'open', code: codeFor(300_000) }));
    await qr().waitFor();
    await window.page.clock.setSystemTime(now + jump);
    await window.page.clock.runFor(10_000);
    expect(await main().innerText()).toContain('4:50');
    expect(await qr().count()).toBe(1);
  });
});
