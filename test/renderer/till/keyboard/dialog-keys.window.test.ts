/** Keys are for the dialog that is open, wherever it came from and whatever has the focus. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typeByHand } from '../../../support/cashier.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedOut, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const press = (key: string) => shown.page.keyboard.press(key);

test.each(['same-amount', 'payments-missing'] as const)(
  'the question %s is seen and answered, although another screen was opened before main asked it',
  async (answer) => {
    await shown.open();
    await shown.reply('payments.start', 'held');
    await typeByHand(shown.page, '1250');
    await press('Enter');
    await press('F3');
    await at('history').waitFor();
    const earlier = payment({ reference: 'T1-20261105-000011-SAMESUM1', state: 'paid' });
    const value = answer === 'same-amount' ? { answer, earlier } : { answer };
    await shown.release({ ok: true, value });
    await at(answer).waitFor();
    await press('Escape');
    await at(answer).waitFor({ state: 'detached' });
    await press('F2');
    await at('not-charged').waitFor();
    expect(await at('amount').textContent()).toBe('12.50');
  },
);

test('the second Enter of a double press on the button of a dialog does not charge what is on the keypad', async () => {
  const unknown = payment({ state: 'unknown', settlable: true });
  const { reference } = unknown;
  await shown.open({ till: till({ parked: 1 }), history: [unknown] });
  await shown.reply('payments.story', { ok: true, value: { payment: unknown, lines: [] } });
  await shown.reply('refunds.ofPayment', { ok: true, value: [] });
  const receipt = { reference, state: 'none', copies: 0, problem: null };
  await shown.reply('receipts.read', { ok: true, value: receipt });
  await shown.reply('payments.settle', 'held');
  await typeByHand(shown.page, '1250');
  await at('history-row').click();
  await at('settle-open').click();
  await at('settle-paid').check();
  await at('settle-reason').fill('the statement lists it');
  await at('settle-confirm').focus();
  await press('Enter');
  // The button is switched off while main is asked, and with it the focus is gone from the dialog.
  await expect.poll(() => shown.page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await press('Enter');
  await press('F3');
  await shown.release({ ok: true, value: { ...unknown, state: 'paid' } });
  await at('settle-dialog').waitFor({ state: 'detached' });
  expect(await shown.calls('payments.start')).toEqual([]);
  expect(await at('story').count()).toBe(1);
});

test('keys for the open help reach no PIN behind it', async () => {
  await shown.open({}, signedOut());
  await at('person-lin').click();
  await press('F1');
  await at('help-page-cashier').focus();
  for (const digit of '4711') await press(`Numpad${digit}`);
  expect(await at('pin-dots').locator('.typed').count()).toBe(0);
  await at('help-search').focus();
  await press('NumpadAdd');
  expect(await at('person-lin').getAttribute('aria-pressed')).toBe('true');
});
