/** What the keys do once a payment has ended, beside starting the next sale. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const showing = async (given: Partial<PaymentView>): Promise<PaymentView> => {
  const current = payment(given);
  await shown.open({ till: till({ current }), history: [current] });
  return current;
};

test.each(['cancelled', 'paid'] as const)(
  'F12 charges the same again after one that is %s',
  async (state) => {
    const { amount, orderReference } = await showing({ state });
    await shown.reply('payments.start', { ok: false, problem: { code: 'payment-running', details: {} } });
    await expect.poll(() => at('charge-again').isEnabled()).toBe(true);
    await shown.page.keyboard.press('F12');
    await expect.poll(() => shown.calls('payments.start')).toMatchObject([{ amount, orderReference }]);
  },
);

test('where Enter is not what the large place does, the button that it presses says so', async () => {
  await showing({ state: 'failed' });
  expect(await at('new-sale').textContent()).toMatch(/New sale\s+Enter/);
  await showing({ state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } });
  expect(await at('new-sale').textContent()).not.toContain('Enter');
});

test('keeps its currency on the keypad, although the till charges in another one now', async () => {
  const current = payment({ state: 'paid', amount: 1_200, currency: 'CNY' });
  await shown.open({ till: till({ current, currency: 'USD' }), history: [current] });
  expect(await shown.page.locator('.digits').innerText()).toContain('¥');
});

test('the second Enter of a double press does not dismiss a payment that has failed meanwhile', async () => {
  await shown.open();
  await shown.reply('payments.start', 'held');
  const enterAt = (timeStamp: number): Promise<void> =>
    shown.page.evaluate((at) => {
      const event = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter' });
      Object.defineProperty(event, 'timeStamp', { value: at });
      dispatchEvent(event);
    }, timeStamp);
  await shown.page.keyboard.press('Digit5');
  await enterAt(60_000);
  await shown.push('till.changed', till({ current: payment({ state: 'failed' }) }));
  await expect.poll(() => at('payment-state').getAttribute('data-state')).toBe('failed');
  await enterAt(60_200);
  expect(await at('payment-state').getAttribute('data-state')).toBe('failed');
  await enterAt(61_000);
  await expect.poll(() => shown.calls('payments.dismiss')).toHaveLength(1);
});
