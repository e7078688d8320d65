/** Escape leads back, and cancels a payment only if it is pressed for that. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { historyPage, paymentRow } from '../../harness/history-views.ts';
import { mainHas, sold } from '../../harness/hands.ts';
import { openTimedKeyboard } from '../../harness/timed-keys.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const press = (key: string): Promise<void> => shown.page.keyboard.press(key);
const cancels = (): Promise<readonly unknown[]> => shown.calls('payments.cancel');
const current = payment({ state: 'pending' });

beforeEach(async () => {
  await shown.open({ till: till({ current }), history: [current, sold] });
  await mainHas(shown, [sold]);
  await shown.reply('payments.cancel', { ok: true, value: { ...current, cancelling: 'asked' } });
});

test('the second Escape of a double press that closes details does not cancel the payment that is waiting', async () => {
  await at('history-row').last().click();
  await at('story').waitFor();
  const { quickly } = await openTimedKeyboard(shown.page);
  await quickly('Escape');
  await at('story').waitFor({ state: 'detached' });
  await quickly('Escape');
  await press('Shift');
  expect(await cancels()).toEqual([]);
  await press('Escape');
  await expect.poll(cancels).toEqual([{ reference: current.reference }]);
});

test('nor does one that leaves another screen or the help', async () => {
  const { quickly } = await openTimedKeyboard(shown.page);
  for (const key of ['F4', 'F1']) {
    await press(key);
    await (key === 'F1' ? at('help-sheet') : at('amount')).waitFor({
      state: key === 'F1' ? 'visible' : 'detached',
    });
    await quickly('Escape');
    await at('help-sheet').waitFor({ state: 'detached' });
    await at('amount').waitFor();
    await quickly('Escape');
    await press('Shift');
  }
  expect(await cancels()).toEqual([]);
});

test('an Escape that is held down leads back one step', async () => {
  await shown.reply('history.page', { ok: true, value: historyPage([paymentRow(sold)]) });
  await press('F3');
  await at('history-row').click();
  await at('story').waitFor();
  // Nothing in the list has the focus.
  await shown.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await shown.page.keyboard.down('Escape');
  await at('story').waitFor({ state: 'detached' });
  await shown.page.keyboard.down('Escape');
  await shown.page.keyboard.up('Escape');
  expect(await at('history').count()).toBe(1);
});
