/** What the refund form refuses is marked where it was typed, and no Enter is for what nobody has read. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import { mainHas, sold } from '../../harness/hands.ts';
import { openTimedKeyboard } from '../../harness/timed-keys.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const isMarked = async (testid: string): Promise<boolean> =>
  (await at(testid).getAttribute('aria-invalid')) === 'true';
const focused = () => shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

beforeEach(async () => {
  await shown.open({ history: [sold] });
  await mainHas(shown, [sold]);
  const { reference: paymentReference, amount, currency } = sold;
  const offer = { paymentReference, currency, paid: amount, left: amount, partial: true };
  await shown.reply('refunds.refundable', { ok: true, value: offer });
  await at('history-row').click();
  await at('refund').click();
  await at('refund-amount').waitFor();
});

test('a note with a tab in it is marked and has the focus, until it is typed again', async () => {
  await at('refund-note').fill('wrong\tsize');
  await at('refund-amount').press('Enter');
  await at('refund-problem').waitFor();
  await expect.poll(focused).toBe('refund-note');
  expect([await isMarked('refund-note'), await isMarked('refund-amount')]).toEqual([true, false]);
  expect(await at('refund-note-error').innerText()).toBe('The note cannot be kept as it is');
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.page.keyboard.press('End');
  await shown.page.keyboard.press('s');
  expect(await isMarked('refund-note')).toBe(false);
  expect(await shown.calls('refunds.start')).toEqual([]);
});

test('the second Enter of a double press on Refund refunds nothing, though the form already has the focus', async () => {
  await at('refund-back').click();
  const { quickly } = await openTimedKeyboard(shown.page);
  await at('refund').focus();
  await quickly('Enter');
  await expect.poll(focused).toBe('refund-amount');
  await quickly('Enter');
  expect(await shown.calls('refunds.start')).toEqual([]);
  // Any other key ends the double press.
  await shown.page.keyboard.press('End');
  await shown.page.keyboard.press('Enter');
  await expect.poll(() => shown.calls('refunds.start')).toMatchObject([{ amount: sold.amount }]);
});

test('the button that asked for a refund that failed has the focus again: the next Enter charges nothing', async () => {
  await shown.reply('refunds.start', 'held');
  await at('refund-confirm').focus();
  await shown.page.keyboard.press('Enter');
  await expect.poll(() => at('refund-confirm').isDisabled()).toBe(true);
  await shown.release({ ok: false, problem: { code: 'refund-offline', details: {} } });
  await at('refund-problem').waitFor();
  await expect.poll(focused).toBe('refund-confirm');
});

test.each(['99.99', '0.00'])('so is an amount of %s, which cannot be refunded', async (amount) => {
  await at('refund-amount').fill(amount);
  await at('refund-note').press('Enter');
  await at('refund-problem').waitFor();
  await expect.poll(focused).toBe('refund-amount');
  expect([await isMarked('refund-note'), await isMarked('refund-amount')]).toEqual([false, true]);
  expect(await shown.calls('refunds.start')).toEqual([]);
});
