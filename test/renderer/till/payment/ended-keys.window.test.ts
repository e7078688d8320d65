/** What the keys do once a payment has ended, beside starting the next sale. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import { typeByHand } from '../../../support/cashier.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, payment, till } from '../../harness/views.ts';

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

test('an Enter that leaves the order reference does not keep the next one from charging', async () => {
  await shown.open();
  await shown.reply('payments.start', { ok: false, problem: { code: 'payment-running', details: {} } });
  await typeByHand(shown.page, '1250');
  await at('order-reference').fill('A-17');
  await shown.page.keyboard.press('Enter');
  await shown.page.keyboard.press('Enter');
  await expect
    .poll(() => shown.calls('payments.start'))
    .toMatchObject([{ amount: 1250, orderReference: 'A-17' }]);
});

test('the second Enter of a double press does not charge the sale that waited for a payment that was brought back', async () => {
  const parked = payment({ state: 'unknown' });
  await shown.open({ till: till({ parked: 1 }), history: [parked] });
  await shown.reply('payments.unpark', { ok: true, value: parked });
  await typeByHand(shown.page, '700');
  await at('bring-back').click();
  await expect.poll(() => shown.calls('payments.unpark')).toHaveLength(1);
  await shown.push('till.changed', till({ current: payment({ state: 'paid' }) }));
  await expect.poll(() => at('new-sale').isEnabled()).toBe(true);
  await shown.page.keyboard.press('Enter');
  await shown.page.keyboard.press('Enter');
  await expect.poll(() => shown.calls('payments.dismiss')).toHaveLength(1);
  expect(await at('amount').textContent()).toBe('7.00');
  expect(await shown.calls('payments.start')).toEqual([]);
  // Read by now, it is charged by an Enter of its own.
  await expect.poll(() => at('charge').isEnabled()).toBe(true);
  await shown.page.keyboard.press('Enter');
  await expect.poll(() => shown.calls('payments.start')).toMatchObject([{ amount: 700 }]);
});

test('nor does one after an Enter that was held down', async () => {
  const parked = payment({ state: 'unknown' });
  await shown.open({ till: till({ parked: 1 }), history: [parked] });
  await shown.reply('payments.unpark', { ok: true, value: parked });
  await typeByHand(shown.page, '700');
  await at('bring-back').click();
  await expect.poll(() => shown.calls('payments.unpark')).toHaveLength(1);
  await shown.push('till.changed', till({ current: payment({ state: 'paid' }) }));
  await expect.poll(() => at('new-sale').isEnabled()).toBe(true);
  // The second and third are the key repeating itself.
  for (let times = 0; times < 3; times += 1) await shown.page.keyboard.down('Enter');
  await shown.page.keyboard.up('Enter');
  await shown.page.keyboard.press('Enter');
  await expect.poll(() => shown.calls('payments.dismiss')).toHaveLength(1);
  expect(await at('amount').textContent()).toBe('7.00');
  expect(await shown.calls('payments.start')).toEqual([]);
});

test('in German an amount has a blank before its sign for who copies it or hears it', async () => {
  await showing({ state: 'failed' });
  await shown.push('appearance.changed', { ...appearance({ language: 'de' }), language: 'de' });
  await expect.poll(() => at('charge-again').textContent()).toContain('12,50\u00a0¥');
  await shown.push('appearance.changed', appearance({}));
});
