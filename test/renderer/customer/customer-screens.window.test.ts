import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heardFrom } from '../harness/heard.ts';
import { readQr } from '../../support/read-qr.ts';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, LINK, RECEIPT, SALE_STATES, stated } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
  await window.size(1280, 800);
});
afterAll(async () => window.close());
beforeEach(async () => window.open(customer()));

const main = () => window.page.getByTestId('customer-state');
const qr = () => window.page.getByTestId('customer-qr');
const state = async () => main().getAttribute('data-state');
const words = async () => main().innerText();

describe('the customer’s window', () => {
  test('shows the shop’s name and no amount between sales', async () => {
    expect(await state()).toBe('idle');
    expect(await words()).toContain('Garden Café');
    expect(await window.page.getByTestId('customer-amount').count()).toBe(0);
  });

  test('shows each state with its amount, and a code only while it may be scanned', async () => {
    for (const name of SALE_STATES) {
      await window.push(customer({ state: 'open' }));
      await qr().waitFor();
      await window.push(customer({ state: name }));
      await expect.poll(state, { message: name }).toBe(stated(name));
      expect(await window.page.getByTestId('customer-amount').textContent(), name).toBe('¥12.50');
      expect(await qr().count(), name).toBe(name === 'open' ? 1 : 0);
    }
  });

  test('removes the code in the same frame as another state appears', async () => {
    await window.push(customer({ state: 'open' }));
    await qr().waitFor();
    const framesUntilGone = window.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { dataset } = document.querySelector<HTMLElement>('[data-testid=customer-state]')!;
          let frames = 0;
          const look = () => {
            if (dataset.state !== 'open') frames++;
            if (!document.querySelector('[data-testid=customer-qr]')) resolve(frames);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await window.push(customer({ state: 'confirming' }));
    expect(await framesUntilGone).toBeLessThanOrEqual(1);
  });

  test('shows nothing to scan before main’s first reply, and then the current state', async () => {
    await window.open();
    expect(await state()).toBe('idle');
    expect(await qr().count()).toBe(0);
    await window.push(customer({ state: 'open' }));
    await qr().waitFor();
  });

  test('comes back with the code when it is reloaded during a sale', async () => {
    await window.open(customer({ state: 'open' }));
    await qr().waitFor();
    expect(await state()).toBe('open');
  });

  test('switches the language at one touch, and back to the shop’s usual one for the next customer', async () => {
    await window.push(customer({ state: 'open' }));
    await window.page.getByTestId('customer-language-zh-CN').click();
    expect(await words()).toContain('打开支付宝');
    expect(await main().getAttribute('lang')).toBe('zh-CN');
    await window.push(customer({ state: 'paid' }));
    await expect.poll(words).toContain('支付成功');
    await window.push(customer({ usualLanguage: 'de' }));
    await expect.poll(words).toContain('Willkommen');
  });

  test('leaves the receipt’s code where it is when the customer chooses another language', async () => {
    await window.push(customer({ state: 'paid', receipt: RECEIPT }));
    const code = window.page.getByTestId('customer-receipt-qr');
    await code.waitFor();
    const before = await code.boundingBox();
    await window.page.getByTestId('customer-language-zh-CN').click();
    await expect.poll(words).toContain('支付成功');
    expect(await code.boundingBox()).toEqual(before);
  });

  test('hangs the currency’s own sign before the amount', async () => {
    for (const [currency, sign] of [
      ['CNY', '¥'],
      ['EUR', '€'],
      ['CHF', 'CHF'],
    ] as const) {
      await window.push(customer({ state: 'sending', currency }));
      await expect
        .poll(async () => window.page.getByTestId('customer-amount').textContent())
        .toBe(`${sign}12.50`);
    }
  });

  test('has a blank before a sign that follows the amount, so that it is read out as it is written', async () => {
    await window.push(customer({ usualLanguage: 'de' }));
    await expect.poll(words).toContain('Willkommen');
    await window.push(customer({ state: 'sending', usualLanguage: 'de' }));
    await expect
      .poll(async () => window.page.getByTestId('customer-amount').textContent())
      .toBe('12,50\u00a0¥');
  });

  test('shows the shop’s own line between sales, and a receipt only once there is one', async () => {
    await window.push(customer({ line: 'Today: jasmine tea' }));
    await expect.poll(words).toContain('Today: jasmine tea');
    await window.push(customer({ state: 'paid', line: 'Today: jasmine tea' }));
    await expect.poll(words).toContain('Paid');
    expect(await words()).not.toContain('jasmine');
    expect(await window.page.getByTestId('customer-receipt-qr').count()).toBe(0);
  });

  test('the receipt’s code stays where it is, whatever language the customer reads', async () => {
    const places = [];
    for (const usualLanguage of ['en', 'zh-CN'] as const) {
      await window.open(customer({ state: 'paid', receipt: RECEIPT, usualLanguage }));
      const code = window.page.getByTestId('customer-receipt-qr');
      await code.waitFor();
      places.push(await code.boundingBox());
    }
    expect(places[1]).toEqual(places[0]);
  });

  test('a phone reads the receipt, as text, from the screen that says paid', async () => {
    await window.push(customer({ state: 'paid', receipt: RECEIPT }));
    await window.page.getByTestId('customer-receipt-qr').waitFor();
    await expect.poll(async () => readQr(await window.page.screenshot())).toBe(RECEIPT);
  });

  test('says TRAINING, TEST or BENCH on every screen unless it is live, and never on the code’s card', async () => {
    for (const name of ['idle', ...SALE_STATES] as const) {
      for (const environment of ['training', 'test', 'bench'] as const) {
        await window.push(customer({ state: name, environment }));
        await expect.poll(words, { message: name }).toContain(environment.toUpperCase());
        expect(await state(), name).toBe(stated(name));
      }
      await window.push(customer({ state: name }));
      await expect.poll(words, { message: name }).not.toMatch(/TRAINING|TEST|BENCH/);
    }
    await window.push(customer({ state: 'open', environment: 'training' }));
    await qr().waitFor();
    expect(readQr(await window.page.screenshot())).toBe(LINK);
  });

  test('screen readers hear every state once, with what to do, and nothing again in another language', async () => {
    await window.open(customer());
    const heard = await heardFrom(window.page, 'customer-announced');
    const announced = () => window.page.getByTestId('customer-announced').textContent();
    for (const [name, told] of [
      ['open', 'To pay ¥12.50. Open Alipay 支付宝. Scan this code. Confirm on your phone.'],
      ['confirming', 'Confirm on your phone. Please do not pay again.'],
      ['paid', 'Paid. Thank you!'],
      ['failed', 'Not paid. No money was taken. Please ask at the counter.'],
      ['expired', 'This code has expired. No money was taken. Please ask at the counter.'],
      ['cancelled', 'Payment cancelled. No money was taken. Please ask at the counter.'],
      [
        'unknown',
        'Please do not pay again. We are checking whether your payment went through. Please stay at the counter.',
      ],
    ] as const) {
      await window.push(customer({ state: name, nothingTaken: true }));
      await expect.poll(announced, { message: name }).toBe(told);
      await window.push(customer({ state: name, nothingTaken: true, receipt: RECEIPT }));
    }
    await window.page.getByTestId('customer-language-de').click();
    await expect.poll(words).toContain('Bitte nicht noch einmal bezahlen');
    expect(await heard.jsonValue()).toHaveLength(7);
    expect(await window.page.locator('[aria-live], [role="status"], [role="alert"]').count()).toBe(1);
    await window.page.getByTestId('customer-language-zh-CN').click();
    await window.push(customer({ state: 'paid' }));
    await expect.poll(announced).toBe('支付成功。谢谢惠顾！');
  });

  test('sends the customer to the cashier when the link is too long for a code', async () => {
    const code = { payload: 'x'.repeat(2400), whole: 60_000, left: 60_000 };
    await window.push(customer({ state: 'open', code }));
    await expect.poll(words).toContain('The code cannot be shown');
    expect(await qr().count()).toBe(0);
    await window.push(customer({ state: 'open' }));
    await qr().waitFor();
  });
});
