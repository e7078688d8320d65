import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallName, PaymentView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
  await shown.size(1024, 600);
});
afterAll(async () => shown.close());
beforeEach(async () => shown.open());

const at = (testid: string) => shown.page.getByTestId(testid);
const amount = async (): Promise<string | null> => at('amount').textContent();
const starts = async (): Promise<readonly unknown[]> => shown.calls('payments.start');
const searches = async (): Promise<readonly unknown[]> => shown.calls('payments.search');

/** A scanner's keys, each with its own time: quick in a row, after a pause longer than between two of its characters. */
const scan = async (code: string): Promise<void> => {
  await shown.page.evaluate((characters) => {
    const begun = performance.now() + 1_000;
    Array.from(characters)
      .concat('Enter')
      .forEach((key, count) => {
        const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        Object.defineProperty(pressed, 'timeStamp', { value: begun + count });
        document.activeElement?.dispatchEvent(pressed);
      });
  }, code);
};
const type = async (keys: string): Promise<void> => {
  for (const key of keys) await shown.page.keyboard.press(key);
};

const sold = payment({ reference: 'T1-20261101-000007-C0FFEE42', state: 'paid' });
/** Main has these payments, and all details of the sold one. */
const found = async (payments: readonly PaymentView[]): Promise<void> => {
  const about = {
    'payments.search': payments,
    'payments.story': { payment: sold, lines: [] },
    'refunds.ofPayment': [],
    'receipts.read': { reference: sold.reference, state: 'none', copies: 0, problem: null },
  } as const;
  for (const [name, value] of Object.entries(about)) await shown.reply(name as CallName, { ok: true, value });
};

describe('the code of a receipt, scanned at the keypad', () => {
  beforeEach(async () => found([sold]));

  test('opens its payment in History, with its details and a button to refund it', async () => {
    await scan(sold.reference);
    await at('story').waitFor();
    expect(await at('history-search').inputValue()).toBe(sold.reference);
    expect(await at('story').textContent()).toContain('CNY 12.50');
    expect(await at('refund').isVisible()).toBe(true);
    expect(await searches()).toEqual([{ text: sold.reference }]);
    expect(await starts()).toEqual([]);
  });

  test('keeps the typed amount for when the cashier comes back', async () => {
    await type('730');
    await scan(sold.reference);
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
    await scan(sold.reference);
    await at('story').waitFor();
    await shown.push('till.changed', till());
    await at('rail-sale').click();
    expect(await amount()).toBe('0.00');
  });

  test('shows every match when it is one of the shop’s own numbers', async () => {
    const other = payment({ reference: 'T1-20261102-000008-C0FFEE43', orderReference: 'TABLE-0007' });
    await found([other, { ...sold, orderReference: 'TABLE-0007' }]);
    await scan('TABLE-0007');
    await at('history').waitFor();
    expect(await at('history-row').count()).toBe(2);
    expect(await at('story').count()).toBe(0);
  });

  test('does not interrupt a payment in progress', async () => {
    const current = payment({ state: 'open' });
    await shown.open({ till: till({ current }), history: [current] });
    await scan(sold.reference);
    await at('scan-ignored').waitFor();
    expect(await at('scan-ignored').textContent()).toContain('Finish this payment first');
    expect(await at('payment-state').getAttribute('data-state')).toBe('open');
    expect(await searches()).toEqual([]);
  });
});

describe('any other code, scanned at the keypad', () => {
  test('of a product does not change the amount, and is neither charged nor searched for', async () => {
    await type('1250');
    await scan('4006381333931');
    await at('scan-ignored').waitFor();
    expect(await at('scan-ignored').textContent()).toMatch(
      /No payment on this till has that code.*Scan a receipt from this till/s,
    );
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
    expect(await searches()).toEqual([]);
  });
});
