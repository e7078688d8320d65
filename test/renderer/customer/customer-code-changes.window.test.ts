import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQr } from '../../support/read-qr.ts';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, LINK } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
  await window.size(1280, 800);
  await window.open(customer());
});
afterAll(async () => window.close());

const qr = () => window.page.getByTestId('customer-qr');

test('a code is redrawn sharply when its screen changes', async () => {
  await window.push(customer({ state: 'open' }));
  await qr().waitFor();
  await window.size(1024, 600);
  await expect.poll(async () => qr().evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBeLessThan(552);
  expect(readQr(await window.page.screenshot())).toBe(LINK);
});

test('a new code replaces the previous one', async () => {
  const next = `${LINK.slice(0, -1)}0`;
  await window.push(customer({ state: 'open', code: { payload: next, whole: 300_000, left: 300_000 } }));
  await expect.poll(async () => readQr(await window.page.screenshot())).toBe(next);
});

test('the moment a code is on the screen is marked for measurements', async () => {
  const marks = async () => window.page.evaluate(() => performance.getEntriesByName('qr-painted').length);
  await window.open(customer());
  expect(await marks()).toBe(0);
  await window.push(customer({ state: 'open' }));
  await expect.poll(marks).toBe(1);
});

test('main hears of a code once a frame with it was on the screen, not while it is only being drawn', async () => {
  const told = async () => window.calls('customer.beat');
  await window.open(customer());
  // No frame reaches the screen, as when the graphics process hangs.
  await window.page.evaluate(() => {
    globalThis.PerformanceObserver = class {
      observe = () => undefined;
      disconnect = () => undefined;
    } as unknown as typeof PerformanceObserver;
  });
  await window.push(customer({ state: 'open' }));
  await qr().waitFor();
  const before = (await told()).length;
  await expect.poll(async () => (await told()).length).toBeGreaterThan(before + 1);
  expect((await told()).at(-1)).toMatchObject({ code: 0 });

  await window.open(customer());
  await window.push(customer({ state: 'open' }));
  const edge = await qr().evaluate((canvas: HTMLCanvasElement) => canvas.width);
  await expect.poll(async () => (await told()).at(-1)).toMatchObject({ code: edge });
});

test('“paid” appears before the receipt’s code is drawn, which takes longer than everything else', async () => {
  await window.open(customer());
  const code = '[data-testid="customer-receipt-qr"]';
  const first = await window.page.evaluateHandle((receipt) => {
    const isDrawn = new Promise<boolean>((done) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('[data-testid="customer-state"][data-state="paid"]')) return;
        watch.disconnect();
        requestAnimationFrame(() => done(document.querySelector(receipt) !== null));
      });
      watch.observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    return { isDrawn };
  }, code);
  await window.push(customer({ state: 'paid', receipt: 'Paid ¥12.50' }));
  expect(await first.evaluate(({ isDrawn }) => isDrawn)).toBe(false);
  await window.page.locator(code).waitFor();
});
