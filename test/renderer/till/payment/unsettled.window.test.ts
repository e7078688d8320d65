/** Payments that were paid late or in another amount, until a person accepts or refunds them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

describe('a late payment', () => {
  const late = payment({ reference: 'T1-20261104-000007-LATEM0NY', state: 'paid', late: true });

  test('stays on the screen with what to do, until it is accepted', async () => {
    await shown.open({ till: till({ unsettled: [late] }) });
    expect(await at('late-alert').textContent()).toMatch(/Paid late: ¥12.50.*Do not charge again/s);
    await shown.reply('payments.acceptUnsettled', { ok: true, value: late });
    await at('late-accept').click();
    const { reference } = late;
    await expect.poll(() => shown.calls('payments.acceptUnsettled')).toEqual([{ reference, state: 'paid' }]);
    await shown.push('till.changed', till());
    await at('late-alert').waitFor({ state: 'detached' });
  });

  test('leaves the current payment and its Cancel in sight at the smallest size', async () => {
    await shown.size(1024, 600);
    await shown.open({ till: till({ unsettled: [late], current: payment() }), history: [payment()] });
    expect(await at('cancel').isVisible()).toBe(true);
    const { bottom } = await at('cancel').evaluate((button) => button.getBoundingClientRect());
    expect(bottom).toBeLessThan(600);
  });
});

describe('a late payment in another amount', () => {
  const late = payment({ state: 'paid', late: true, amountMismatch: { amount: 9_999, currency: 'CNY' } });

  test('shows both amounts in the alert and in the list', async () => {
    await shown.open({ till: till({ unsettled: [late] }), history: [late] });
    expect(await at('late-alert').textContent()).toMatch(/¥99.99 instead of ¥12.50/);
    expect(await at('history-row').textContent()).toMatch(/late, expected ¥12.50.*¥99.99/s);
  });
});

describe('a payment in another amount than was charged', () => {
  const paid = payment({
    state: 'paid',
    amountMismatch: { amount: 9_999, currency: 'CNY' },
    problem: { code: 'payment-mismatch', details: { taken: '¥99.99', amount: '¥12.50' } },
  });

  test('shows both amounts and what to do on its card, so that the alert only offers it, and is never called late', async () => {
    await shown.open({ till: till({ current: paid, unsettled: [paid] }), history: [paid] });
    expect(await at('payment-state').textContent()).toContain('99.99');
    expect(await at('problem').textContent()).toMatch(/¥99.99 instead of ¥12.50.*do not charge again/s);
    expect(await at('late-alert').textContent()).not.toMatch(/¥|late/);
    await at('late-refund').waitFor();
    expect(await at('history-row').textContent()).not.toContain('late');
  });
});
