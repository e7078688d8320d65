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
