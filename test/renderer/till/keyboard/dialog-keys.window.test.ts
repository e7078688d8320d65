/** Keys are for the dialog that is open, wherever it came from and whatever has the focus. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
const DONE = { ok: true, value: {} };

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

describe('a dialog whose words were clicked, so that nothing in it has the focus', () => {
  test('lets no key reach the screen below', async () => {
    const unknown = payment({ state: 'unknown', settlable: true });
    await shown.open({ till: till({ parked: 1 }), history: [unknown] });
    await shown.reply('payments.story', { ok: true, value: { payment: unknown, lines: [] } });
    await shown.reply('refunds.ofPayment', { ok: true, value: [] });
    const { reference } = unknown;
    await shown.reply('receipts.read', {
      ok: true,
      value: { reference, state: 'none', copies: 0, problem: null },
    });
    await at('history-row').click();
    await at('settle-open').click();
    await at('settle-dialog').getByRole('heading').click();
    await typeByHand(shown.page, '1250');
    await press('Enter');
    await press('F3');
    await press('Escape');
    await at('settle-dialog').waitFor({ state: 'detached' });
    expect(await at('amount').textContent()).toBe('0.00');
    expect(await at('problem').count()).toBe(0);
    expect(await at('story').count()).toBe(1);
    expect(await shown.calls('payments.start')).toEqual([]);
  });
});

test('digits typed into the open help reach no PIN behind it', async () => {
  await shown.open({}, signedOut());
  await shown.reply('session.signIn', DONE);
  await at('person-lin').click();
  await press('F1');
  await at('help-sheet').waitFor();
  await at('help-page-cashier').focus();
  for (const digit of '4711') await press(`Numpad${digit}`);
  await at('help-search').fill('pre-');
  await press('NumpadAdd');
  await press('Escape');
  await at('help-sheet').waitFor({ state: 'detached' });
  expect(await at('pin-dots').locator('.typed').count()).toBe(0);
  expect(await at('person-lin').getAttribute('aria-pressed')).toBe('true');
});
