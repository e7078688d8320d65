import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentView, RefundView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, payment, refund, till, unready } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

const unknown = payment({
  state: 'unknown',
  settlable: true,
  problem: { code: 'gateway-no-answer', details: {} },
});
const byHand = {
  outcome: 'paid',
  reason: 'the statement lists it',
  by: 'Lin',
  approvedBy: 'Chen',
  at: NOON,
  verdict: 'awaited',
} as const;

const openStory = async (of: PaymentView, refunds: readonly RefundView[] = []): Promise<void> => {
  await shown.open({ till: till({ parked: 1 }), history: [of] });
  await shown.reply('payments.story', { ok: true, value: { payment: of, lines: [] } });
  await shown.reply('refunds.ofPayment', { ok: true, value: refunds });
  await shown.reply('receipts.read', {
    ok: true,
    value: { reference: of.reference, state: 'none', copies: 0, problem: null },
  });
  await at('history-row').click();
  await at('story').waitFor();
};

describe('a payment whose outcome stays unknown', () => {
  test('is settled in a dialog that needs an outcome and a reason, and presumes neither', async () => {
    await openStory(unknown);
    await shown.reply('payments.settle', { ok: true, value: { ...unknown, state: 'paid' } });
    await at('settle-open').click();
    await at('settle-dialog').waitFor();
    expect(await at('settle-confirm').isDisabled()).toBe(true);
    await at('settle-not-paid').check();
    expect(await at('settle-confirm').isDisabled()).toBe(true);
    await at('settle-paid').check();
    await at('settle-reason').fill('the statement lists it');
    expect(await axeViolations(shown.page)).toEqual([]);
    await at('settle-confirm').click();
    await at('settle-dialog').waitFor({ state: 'detached' });
    const { reference } = unknown;
    expect(await shown.calls('payments.settle')).toEqual([
      { reference, outcome: 'paid', reason: 'the statement lists it' },
    ]);
  });

  test('says why it could not be settled and stays open', async () => {
    await openStory(unknown);
    await shown.reply('payments.settle', { ok: false, problem: { code: 'settle-not-now', details: {} } });
    await at('settle-open').click();
    await at('settle-paid').check();
    await at('settle-reason').fill('seen');
    await at('settle-confirm').click();
    await at('settle-problem').waitFor();
    await at('settle-back').click();
    await at('settle-dialog').waitFor({ state: 'detached' });
  });

  test('keeps digits typed in the dialog out of the amount', async () => {
    await openStory(unknown);
    await at('settle-open').click();
    await at('settle-paid').focus();
    await shown.page.keyboard.type('75');
    await shown.page.keyboard.press('Escape');
    await at('settle-dialog').waitFor({ state: 'detached' });
    expect(await at('amount').textContent()).toContain('0.00');
  });

  test('says afterwards who settled it, how and why, and offers it no more', async () => {
    await openStory(payment({ state: 'paid', byHand }));
    expect(await at('settled-by-hand').textContent()).toBe(
      'Lin, Chen settled this by hand as paid: the statement lists it. The gateway has not confirmed it yet.',
    );
    expect(await at('settle-open').count()).toBe(0);
  });
});

test('a refund whose outcome stays unknown is settled on its line', async () => {
  const paid = payment({ state: 'paid' });
  const slow = refund({ paymentReference: paid.reference, state: 'unknown', settlable: true });
  await openStory(paid, [slow]);
  await shown.reply('refunds.settle', { ok: true, value: { ...slow, state: 'refunded' } });
  await at('settle-open').click();
  await at('settle-refunded').check();
  await at('settle-reason').fill('the customer shows it');
  await at('settle-confirm').click();
  await expect
    .poll(() => shown.calls('refunds.settle'))
    .toEqual([{ reference: slow.reference, outcome: 'refunded', reason: 'the customer shows it' }]);
});

test('a payment that the gateway has corrected as not paid waits for a person to see it', async () => {
  const corrected = payment({ state: 'cancelled', byHand: { ...byHand, verdict: 'corrected' } });
  await shown.open({ till: till({ unsettled: [corrected] }), history: [corrected] });
  expect(await at('late-alert').textContent()).toContain('Not paid after all: ¥12.50');
  expect(await at('late-refund').count()).toBe(0);
  await at('late-accept').click();
  await expect
    .poll(() => shown.calls('payments.acceptUnsettled'))
    .toEqual([{ reference: corrected.reference, state: corrected.state }]);
});

test('where parking is off, a button in place frees the till', async () => {
  const until = NOON + 600_000;
  const details = { name: 'QK3M9Z7A', amount: '¥12.50', startedAt: NOON, until };
  await shown.open({
    till: { ...unready('payment-unresolved', 'show-payment', details), parked: 1 },
    history: [unknown],
  });
  expect(await axeViolations(shown.page)).toEqual([]);
  await at('free-till').click();
  await expect.poll(() => shown.calls('payments.freeTill')).toEqual([{}]);
});

test('Enter answers the question about the same amount neither way', async () => {
  await shown.open({ till: till(), history: [unknown] });
  await shown.reply('payments.start', { ok: true, value: { answer: 'same-amount', earlier: unknown } });
  for (const key of ['1', 'Enter']) await shown.page.keyboard.press(key);
  await at('same-amount').waitFor();
  await shown.page.keyboard.press('Enter');
  await shown.page.keyboard.press('Enter');
  expect(await at('same-amount').count()).toBe(1);
  expect(await shown.calls('payments.start')).toHaveLength(1);
  await shown.page.keyboard.press('Escape');
  await at('not-charged').waitFor();
});
