import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import type { Hands } from '../../harness/hands.ts';
import { mainHas, openHands, sold } from '../../harness/hands.ts';
import { payment, till } from '../../harness/views.ts';
import { evenly } from '../../timings/read-timings.ts';

let shown: TillWindow;
let hands: Hands;
beforeAll(async () => {
  shown = await openTillWindow();
  hands = await openHands(shown);
  await shown.size(1024, 600);
});
afterAll(async () => shown.close());
beforeEach(async () => shown.open());

const at = (testid: string) => shown.page.getByTestId(testid);
const amount = async (): Promise<string | null> => at('amount').textContent();
const starts = async (): Promise<readonly unknown[]> => shown.calls('payments.start');
const searches = async (): Promise<readonly unknown[]> => shown.calls('history.page');

const scan = (code: string, ...end: readonly string[]): Promise<void> => hands.scan(code, ...end);
const type = (keys: string): Promise<void> => hands.type(keys);
const press = (key: string): Promise<void> => hands.tap(key);
const found = (payments: readonly PaymentView[]): Promise<void> => mainHas(shown, payments);

describe('the code of a receipt, scanned at the keypad', () => {
  beforeEach(async () => found([sold]));

  test('opens its payment in History, with its details and a button to refund it', async () => {
    await scan(sold.reference, 'Enter');
    await at('story').waitFor();
    expect(await at('history-search').inputValue()).toBe(sold.reference);
    expect(await at('story').textContent()).toContain('¥12.50');
    expect(await at('refund').isVisible()).toBe(true);
    // What was found is read again a moment later.
    expect((await searches()).at(0)).toMatchObject({ text: sold.reference });
    expect(await starts()).toEqual([]);
  });

  test('keeps the typed amount for when the cashier comes back', async () => {
    await type('730');
    await scan(sold.reference, 'Enter');
    await at('story').waitFor();
    // Leaves the field, the details and History.
    for (let step = 0; step < 3; step += 1) await shown.page.keyboard.press('Escape');
    await at('amount').waitFor();
    expect(await amount()).toBe('7.30');
    expect(await starts()).toEqual([]);
  });

  test('brings nothing of a finished sale into the next one', async () => {
    const current = payment({ state: 'paid', amount: 4_200 });
    await shown.open({ till: till({ current }), history: [current] });
    await found([sold]);
    await scan(sold.reference, 'Enter');
    await at('story').waitFor();
    await shown.push('till.changed', till());
    await at('rail-sale').click();
    expect(await amount()).toBe('0.00');
  });

  test('shows every match when it is one of the shop’s own numbers', async () => {
    const other = payment({ reference: 'T1-20261102-000008-C0FFEE43', orderReference: 'TABLE-0007' });
    await found([other, { ...sold, orderReference: 'TABLE-0007' }]);
    await scan('TABLE-0007', 'Enter');
    await at('history').waitFor();
    expect(await at('history-row').count()).toBe(2);
    expect(await at('story').count()).toBe(0);
  });

  test.each([
    ['without Enter', []],
    ['with Tab', ['Tab']],
    ['with Enter twice', ['Enter', 'Enter']],
  ])('opens its payment %s as well', async (_how, end) => {
    await type('730');
    await scan(sold.reference, ...end);
    await at('story').waitFor();
    expect(await starts()).toEqual([]);
  });

  test('opens its payment when the scanner says first which kind of code it is', async () => {
    await scan(`]C1${sold.reference}`, 'Enter');
    await at('story').waitFor();
    // What was found is read again a moment later.
    expect((await searches()).at(0)).toMatchObject({ text: sold.reference });
  });

  test('does not interrupt a payment in progress', async () => {
    const current = payment({ state: 'open' });
    await shown.open({ till: till({ current }), history: [current] });
    await scan(sold.reference, 'Enter');
    await at('scan-ignored').waitFor();
    expect(await at('scan-ignored').textContent()).toContain('Finish this payment first');
    expect(await at('payment-state').getAttribute('data-state')).toBe('open');
    expect(await searches()).toEqual([]);
  });
});

describe('any other code, scanned at the keypad', () => {
  test('leaves an ended payment where it is', async () => {
    const current = payment({ state: 'failed' });
    await shown.open({ till: till({ current }), history: [current] });
    await scan('4006381333931', 'Enter');
    await at('scan-ignored').waitFor();
    expect(await at('payment-state').getAttribute('data-state')).toBe('failed');
    expect(await amount()).toBe('12.50');
    expect(await shown.calls('payments.dismiss')).toEqual([]);
  });

  test('of a product does not change the amount, and is neither charged nor searched for', async () => {
    await type('1250');
    await scan('4006381333931', 'Enter');
    await at('scan-ignored').waitFor();
    expect(await at('scan-ignored').textContent()).toMatch(
      /No payment on this till has that code.*Scan a receipt from this till/s,
    );
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
    expect(await searches()).toEqual([]);
  });

  test('of few digits says what to do if it was typed', async () => {
    await scan('0012345', 'Enter');
    await at('scan-ignored').waitFor();
    expect(await at('scan-ignored').textContent()).toMatch(/never charged.*type it again/s);
    expect(await amount()).toBe('0.00');
  });

  test('is not charged by the cashier who presses Charge before it is complete', async () => {
    await type('7');
    await scan('0001234');
    await at('charge').click();
    await expect.poll(amount).toBe('0.07');
    expect(await starts()).toEqual([]);
  });

  test('is not charged by the cashier who presses Enter before it is complete', async () => {
    await hands.press([...evenly(Array.from('4711'), 2, 1), { key: 'Enter', down: 200, up: 260 }]);
    await at('scan-ignored').waitFor();
    expect(await amount()).toBe('0.00');
    expect(await starts()).toEqual([]);
  });

  test('clears nothing with the letter that clears', async () => {
    await found([]);
    await type('730');
    await scan('ABC-4711', 'Enter');
    await at('scan-ignored').waitFor();
    expect(await amount()).toBe('7.30');
  });

  test('right after another leaves nothing of the first behind', async () => {
    await hands.press([
      ...evenly(Array.from('4711'), 2, 1),
      ...evenly(Array.from('4712'), 2, 1).map(({ key, down, up }) => ({
        key,
        down: down + 200,
        up: up + 200,
      })),
    ]);
    await at('scan-ignored').waitFor();
    expect(await amount()).toBe('0.00');
  });
});

test('a few digits that arrive at once are charged if the cashier sees them and presses Charge', async () => {
  await shown.reply('payments.start', 'held');
  await shown.page.evaluate(() => {
    for (const key of '1250')
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    document.querySelector<HTMLElement>('[data-testid="charge"]')?.click();
  });
  await expect.poll(starts).toEqual([{ amount: 1_250, orderReference: '' }]);
});

/** Scans while this has the focus; the button or field must not notice the Enter at the end. */
const scanAt = async (testid: string, code: string, ...end: readonly string[]): Promise<void> => {
  await at(testid).first().focus();
  await scan(code, ...end);
};

describe('a code scanned elsewhere', () => {
  test('with the focus on Charge charges nothing', async () => {
    for (const key of ['1', '2', '5', '0']) await at(`key-${key}`).click();
    await scanAt('charge', 'A4711', 'Enter');
    await scanAt('charge', '4006381333931', 'Enter', 'Enter');
    await scanAt('charge', 'A 4711 X', 'Enter');
    await at('scan-ignored').waitFor();
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
  });

  test('does not answer the question about the same amount', async () => {
    const earlier = payment({ state: 'paid' });
    await shown.reply('payments.start', { ok: true, value: { answer: 'same-amount', earlier } });
    await type('1250');
    await press('Enter');
    for (const answer of ['same-amount-back', 'same-amount-charge']) {
      await scanAt(answer, '4006381333931', 'Enter');
      await scanAt(answer, '4711', 'Enter', 'Enter');
    }
    expect(await at('same-amount').isVisible()).toBe(true);
    expect(await starts()).toHaveLength(1);
  });

  test('stays in the order reference, and charges nothing even with Enter twice', async () => {
    await type('1250');
    await scanAt('order-reference', '4006381333931', 'Enter', 'Enter');
    expect(await at('order-reference').inputValue()).toBe('4006381333931');
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
  });

  test('searches where receipts are searched for', async () => {
    await found([sold]);
    await at('rail-history').click();
    await scanAt('history-search', sold.reference, 'Enter');
    await at('story').waitFor();
    const [asked] = (await shown.calls('history.page')).slice(-1);
    expect(asked).toMatchObject({ text: sold.reference, filter: 'all', after: null });
  });

  test('refunds nothing, and leaves the amount of a refund as it was', async () => {
    await found([sold]);
    const refundable = { left: 1_250, currency: 'CNY', partial: true };
    await shown.reply('refunds.refundable', { ok: true, value: refundable });
    await scan(sold.reference, 'Enter');
    await at('refund').click();
    await scanAt('refund-amount', '0005', 'Enter');
    expect(await at('refund-amount').inputValue()).toBe('12.50');
    await scanAt('refund-note', '0005', 'Enter', 'Enter');
    await scanAt('refund-confirm', '0005', 'Enter');
    await scanAt('refund-amount', '0005');
    await expect.poll(() => at('refund-amount').inputValue()).toBe('12.50');
    expect(await shown.calls('refunds.start')).toEqual([]);
  });

  test('presses no button of another screen', async () => {
    await at('rail-settings').click();
    await scanAt('rail-sale', '4006381333931', 'Enter');
    expect(await at('settings').isVisible()).toBe(true);
    await at('rail-sale').focus();
    await press('Enter');
    await at('amount').waitFor();
  });
});

/** Longer than a radio's pauses. */
const bySlowRadio = (code: string, ...end: readonly string[]): Promise<void> =>
  hands.press(
    [...Array.from(code), ...end].map((key, index) => {
      const down = Math.floor(index / 3) * 400 + (index % 3) * 10;
      return { key, down, up: down + 5 };
    }),
  );

describe('a scanner on a radio that pauses for almost half a second', () => {
  test('charges nothing, and leaves the typed amount as it was', async () => {
    await type('1250');
    await bySlowRadio('4006381333931', 'Enter');
    await at('scan-ignored').waitFor();
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
  });

  test('opens the payment of a receipt', async () => {
    await found([sold]);
    await bySlowRadio(sold.reference, 'Enter');
    await at('story').waitFor();
  });
});

describe('the payment code in a customer’s wallet', () => {
  const WALLET_CODES = ['284712345678901234', '134567890123456789', '6212345678901234567'];

  test.each(WALLET_CODES)('%s is not charged, and the till says who scans whose code', async (code) => {
    await type('1250');
    await scan(code, 'Enter');
    await expect
      .poll(() => at('scan-ignored').textContent())
      .toMatch(/customer scans the code on their display/);
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
  });

  test('is explained while a payment waits for the customer, too', async () => {
    const current = payment({ state: 'open' });
    await shown.open({ till: till({ current }), history: [current] });
    await scan('284712345678901234', 'Enter');
    await expect
      .poll(() => at('scan-ignored').textContent())
      .toMatch(/customer scans the code on their display/);
  });
});
