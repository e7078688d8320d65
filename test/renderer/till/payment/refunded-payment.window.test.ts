/** What the field says of the current payment once its money goes back, and in today's list beside it. */
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

const showing = async (given: Partial<PaymentView>): Promise<void> => {
  const current = payment(given);
  await shown.open({ till: till({ current }), history: [current] });
};
const stateOf = (testid: string): Promise<string | null> =>
  shown.page.getByTestId(testid).getAttribute('data-state');

test('a late payment that was refunded in whole says only that', async () => {
  await showing({
    state: 'paid',
    late: true,
    problem: { code: 'payment-late', details: {} },
    refunded: 1_250,
  });
  const words = await shown.page.locator('.field .main').innerText();
  expect(words).toContain('The whole amount was refunded.');
  expect(words).not.toMatch(/hand over/i);
});

test('a late payment all of which is on its way back is not called yours', async () => {
  await showing({
    state: 'paid',
    late: true,
    problem: { code: 'payment-late', details: {} },
    refunded: 250,
    refunding: 1_000,
  });
  const words = await shown.page.locator('.field .main').innerText();
  expect(words).toContain('The whole amount is being refunded.');
  expect(words).toContain('¥10.00 being refunded');
  expect(words).not.toMatch(/money is yours|hand over/i);
});

test('money on its way back is told beside the amount', async () => {
  await showing({ state: 'paid', refunding: 500 });
  const words = await shown.page.locator('.field .main').innerText();
  expect(words).toContain('¥5.00 being refunded');
  expect(words).not.toMatch(/hand over/i);
});

test('the current payment reads in today’s list as in its field', async () => {
  await shown.open({
    till: till({ current: payment({ state: 'open' }) }),
    history: [payment({ state: 'pending' })],
  });
  expect(await stateOf('payment-state')).toBe('open');
  expect(await stateOf('history-row')).toBe('open');
});
