import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentView, RefundView } from '#contract';
import { typeByHand } from '../../../support/cashier.ts';
import { mainKnows, openStoryIn } from '../../harness/screens/story.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, refund, snapshot, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const refused = (code: string, details = {}) => ({ ok: false, problem: { code, details } });

const known = (of: PaymentView, refunds: readonly RefundView[] = []): Promise<void> =>
  mainKnows(shown, of, refunds);
const openStory = (of: PaymentView, refunds: readonly RefundView[] = []): Promise<void> =>
  openStoryIn(shown, of, refunds);
const offers = (): Promise<readonly unknown[]> => shown.calls('refunds.refundable');
const starts = (): Promise<readonly unknown[]> => shown.calls('refunds.start');

const refundOf = (
  { reference, amount, currency }: PaymentView,
  change: Partial<RefundView> = {},
): RefundView => refund({ paymentReference: reference, amount, currency, ...change });

describe('one button gets the customer their money', () => {
  const running = payment({ state: 'open' });
  const { reference } = running;

  test('by cancelling while the customer can still pay', async () => {
    await openStory(running);
    expect(await at('refund').innerText()).toBe('Cancel payment');
    await at('refund').click();
    await expect.poll(() => shown.calls('payments.cancel')).toEqual([{ reference }]);
    await shown.push('history.changed', { ...running, state: 'cancelled' });
    await at('refund').waitFor({ state: 'detached' });
    expect(await offers()).toEqual([]);
  });

  test('by a refund when the customer pays just before the press, without a second press', async () => {
    await openStory(running);
    await shown.reply('payments.cancel', refused('payment-ended'));
    await at('refund').click();
    await at('refund-amount').waitFor();
    expect(await at('refund-amount').inputValue()).toBe('12.50');
    expect(await at('problem').count()).toBe(0);
    expect(await starts()).toEqual([]);
  });

  test('or says that nothing was paid when the payment ends without money just before the press', async () => {
    await openStory(running);
    await shown.reply('payments.cancel', refused('payment-ended'));
    await shown.reply('refunds.refundable', refused('refund-not-paid'));
    await at('refund').click();
    await at('refund-problem').waitFor();
    expect(await at('refund-problem').textContent()).toContain('was not paid');
  });

  test('by a refund when the customer pays before the cancel takes effect, after confirming the amount', async () => {
    await openStory(running);
    await at('refund').click();
    await expect.poll(() => shown.calls('payments.cancel')).toHaveLength(1);
    await shown.push('history.changed', { ...running, state: 'pending', cancelling: 'refused' });
    await shown.push('history.changed', { ...running, state: 'paid', cancelling: 'refused' });
    await at('refund-amount').waitFor();
    expect(await offers()).toEqual([{ reference }]);
    expect(await starts()).toEqual([]);
  });

  test('and a form that opens by itself takes no keys that are still being typed', async () => {
    await openStory(running);
    await at('refund').click();
    await expect.poll(() => shown.calls('payments.cancel')).toHaveLength(1);
    await shown.push('history.changed', { ...running, state: 'paid' });
    await at('refund-amount').waitFor();
    await shown.page.keyboard.press('Enter');
    await shown.page.keyboard.press('7');
    expect(await at('refund-amount').inputValue()).toBe('12.50');
    expect(await starts()).toEqual([]);
  });

  test('and a form that takes long to open takes neither focus nor Enter from a cashier who has gone on to the next sale', async () => {
    const paid = payment({ state: 'paid' });
    await openStory(paid);
    const { reference: paymentReference, currency, amount } = paid;
    await shown.reply('refunds.refundable', 'held');
    await at('refund').click();
    await at('refund-form').waitFor();
    await shown.page.keyboard.press('7');
    await shown.release({
      ok: true,
      value: { paymentReference, currency, paid: amount, left: amount, partial: true },
    });
    await at('refund-amount').waitFor();
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => shown.calls('payments.start')).toHaveLength(1);
    expect(await at('refund-amount').inputValue()).toBe('12.50');
    expect(await starts()).toEqual([]);
  });

  test('and the second Enter of a double press on Try again does not charge what is on the keypad', async () => {
    const paid = payment({ state: 'paid' });
    await openStory(paid);
    await typeByHand(shown.page, '700');
    await shown.reply('refunds.refundable', refused('refund-offline'));
    await at('refund').click();
    await at('refund-ask-again').focus();
    await known(paid);
    await shown.page.keyboard.press('Enter');
    await at('refund-amount').waitFor();
    await shown.page.keyboard.press('Enter');
    await shown.page.keyboard.press('F1');
    await at('help-sheet').waitFor();
    expect([await starts(), await shown.calls('payments.start')]).toEqual([[], []]);
  });

  test('opens no form for a paid payment that was being cancelled elsewhere', async () => {
    await openStory({ ...running, cancelling: 'asked' });
    await shown.push('history.changed', { ...running, state: 'paid' });
    await at('refund').and(shown.page.locator(':enabled')).waitFor();
    expect(await at('refund').innerText()).toBe('Refund');
    expect(await offers()).toEqual([]);
  });

  test('and is gone once all of it has been refunded, which the field says', async () => {
    const paid = payment({ state: 'paid', refunded: 1_249 });
    await openStory(paid);
    await at('refund').waitFor();
    await shown.push('history.changed', { ...paid, refunded: 1_250 });
    await at('refund').waitFor({ state: 'detached' });
    expect(await shown.page.getByLabel('Payment', { exact: true }).innerText()).toContain('12.50 refunded');
  });

  test('works once, however often it is pressed', async () => {
    await openStory(running);
    await shown.reply('payments.cancel', 'held');
    await at('refund').click();
    await at('refund').and(shown.page.locator(':disabled')).waitFor();
    await shown.release({ ok: true, value: { ...running, cancelling: 'asked' } });
    expect(await shown.calls('payments.cancel')).toHaveLength(1);
  });
});

test('a refund that is being asked for says so, and its form stays until the answer is there', async () => {
  const paid = payment({ state: 'paid' });
  await openStory(paid);
  await at('refund').click();
  await at('refund-amount').waitFor();
  await shown.reply('refunds.start', 'held');
  await at('refund-confirm').click();
  await at('refund-form').getByText('Wait for its answer').waitFor();
  await shown.page.keyboard.press('Escape');
  expect(await at('refund-back').isDisabled()).toBe(true);
  await shown.release(refused('refund-over-left'));
  await at('refund-problem').waitFor();
  await at('refund-back').click();
  await at('refund-form').waitFor({ state: 'detached' });
});

test('what can be refunded is asked again where the gateway did not say', async () => {
  const paid = payment({ state: 'paid' });
  await openStory(paid);
  await shown.reply('refunds.refundable', refused('refund-offline'));
  await at('refund').click();
  await at('refund-ask-again').waitFor();
  expect(await at('refund-confirm').count()).toBe(0);
  await known(paid);
  await at('refund-ask-again').click();
  await at('refund-amount').waitFor();
  expect(await at('refund-problem').count()).toBe(0);
});

describe('a late payment', () => {
  const late = payment({ reference: 'T1-20261104-000007-LATEM0NY', state: 'paid', late: true });
  const given: PaymentView = { ...late, refunding: late.amount };

  beforeEach(async () => {
    await shown.open({ till: till({ unsettled: [late] }) });
    await known(late);
  });

  test('is refunded from its alert, with the reason “paid late”', async () => {
    await at('late-refund').click();
    await at('refund-amount').waitFor();
    await shown.reply('refunds.start', { ok: true, value: refundOf(late) });
    await at('refund-confirm').click();
    await expect
      .poll(() => starts())
      .toEqual([{ reference: late.reference, amount: 1250, left: 1250, reason: 'paid-late', note: '' }]);
  });

  test('shows the state of its refund once requested, and does not ask again', async () => {
    await at('late-refund').click();
    await at('refund-amount').waitFor();
    await shown.reply('refunds.start', { ok: true, value: refundOf(late) });
    await shown.reply('refunds.ofPayment', { ok: true, value: [refundOf(late)] });
    await at('refund-confirm').click();
    await at('refund-form').waitFor({ state: 'detached' });
    await shown.push('refund.changed', refundOf(late));
    await shown.push('till.changed', till({ unsettled: [given] }));
    await shown.push('history.changed', given);
    await at('late-refund').waitFor({ state: 'detached' });
    expect(await at('late-alert').textContent()).toMatch(/being refunded: ¥12.50.*not confirmed/s);
    await at('refund-state').waitFor();
    expect(await at('refund-state').getAttribute('data-state')).toBe('requested');
    expect(await at('refund-form').count()).toBe(0);
    expect(await offers()).toHaveLength(1);
  });

  test('is not called late while it is refunded because its amount was wrong', async () => {
    const wrong = { ...given, late: false, amountMismatch: { amount: 999, currency: 'CNY' }, refunding: 999 };
    await shown.push('till.changed', till({ unsettled: [wrong] }));
    await expect.poll(() => at('late-alert').textContent()).toContain('Not paid as charged');
    expect(await at('late-alert').textContent()).not.toContain('late');
  });

  test('has no alert any more once refunded; its details stay open and say so', async () => {
    await at('late-refund').click();
    await at('refund-amount').waitFor();
    await shown.push('till.changed', till());
    await shown.push('refund.changed', refundOf(late, { state: 'refunded' }));
    await shown.push('history.changed', { ...late, refunded: late.amount });
    await at('late-alert').waitFor({ state: 'detached' });
    await at('refund-state').waitFor();
    expect(await at('refund-state').getAttribute('data-state')).toBe('refunded');
    expect(await at('refund-form').count()).toBe(0);
  });

  test('asks again when the refund has failed', async () => {
    await shown.push('till.changed', till({ unsettled: [given] }));
    await at('late-refund').waitFor({ state: 'detached' });
    await shown.push('till.changed', till({ unsettled: [late] }));
    await at('late-refund').waitFor();
    expect(await at('late-alert').textContent()).toMatch(/The money is yours.*refund it/s);
  });

  test('that is partly refunded says how much', async () => {
    await shown.push('till.changed', till({ unsettled: [{ ...late, refunded: 250 }] }));
    await expect.poll(() => at('late-alert').textContent()).toContain('2.50 refunded');
    expect(await at('late-accept').isVisible()).toBe(true);
  });

  test('opens the form even when its details are open already', async () => {
    await shown.push('till.replaced', snapshot({ till: till({ unsettled: [late] }), history: [late] }));
    await at('history-row').click();
    await at('refund').waitFor();
    await at('late-refund').click();
    await at('refund-amount').waitFor();
  });
});

describe('a refund in a payment’s details', () => {
  const paid = payment({ state: 'paid' });

  test('has its own receipt', async () => {
    const refund = refundOf(paid, { state: 'refunded' });
    await openStory(paid, [refund]);
    await shown.reply('receipts.savePdf', { ok: true, value: { fileName: 'receipt.pdf' } });
    await at('refund-receipt-print').click();
    await at('refund-receipt-pdf').click();
    const { reference } = refund;
    await expect.poll(() => shown.calls('receipts.savePdf')).toEqual([{ reference }]);
    expect(await shown.calls('receipts.print')).toEqual([{ reference }]);
    await at('refund-receipt-show').click();
    await expect.poll(() => shown.calls('receipts.showFolder')).toEqual([{}]);
    expect(await at('receipt-show').count()).toBe(0);
  });
});
