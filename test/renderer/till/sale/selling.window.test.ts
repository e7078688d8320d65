import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import { typeByHand } from '../../../support/cashier.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, payment, snapshot, till, unready } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());
beforeEach(async () => shown.open());

const at = (testid: string) => shown.page.getByTestId(testid);
const amount = async (): Promise<string | null> => at('amount').textContent();
const type = (keys: string): Promise<void> => typeByHand(shown.page, keys);
const paste = async (text: string): Promise<void> => {
  await shown.page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
};
const started = payment({ state: 'sending' });
/** Main asks about an earlier payment instead of charging. */
const asking = async (earlier: PaymentView): Promise<void> => {
  await shown.reply('payments.start', { ok: true, value: { answer: 'same-amount', earlier } });
  await type('1250');
  await shown.page.keyboard.press('Enter');
  await at('same-amount').waitFor();
};
const focused = async (): Promise<string | null> =>
  shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);
const starts = async (): Promise<readonly unknown[]> => shown.calls('payments.start');

describe('typing an amount', () => {
  test('keys pressed before the till has started are ignored', async () => {
    await shown.reply('till.snapshot', 'held');
    await shown.page.reload();
    await shown.page.getByText('The till is starting').waitFor();
    await type('1250');
    await shown.page.keyboard.press('Enter');
    await shown.release({ ok: true, value: snapshot() });
    await at('payment-state').waitFor();
    expect(await amount()).toBe('0.00');
    expect(await at('problem').count()).toBe(0);
    expect(await starts()).toEqual([]);
  });

  test('digits typed in a row shift in from the right', async () => {
    await type('1250');
    expect(await amount()).toBe('12.50');
    expect(await at('charge').textContent()).toMatch(/Charge\s+¥12\.50/);
  });

  test('the keys on the screen do the same, including 00 and Clear', async () => {
    for (const key of ['7', '5', '00']) await at(`key-${key}`).click();
    expect(await amount()).toBe('75.00');
    await at('key-clear').click();
    expect(await amount()).toBe('0.00');
  });

  test('the numpad types, Backspace erases the last digit, Delete and c clear', async () => {
    for (const key of ['Numpad4', 'Numpad2', 'Numpad0', 'Backspace']) await shown.page.keyboard.press(key);
    expect(await amount()).toBe('0.42');
    await shown.page.keyboard.press('Delete');
    expect(await amount()).toBe('0.00');
    await type('9c');
    expect(await amount()).toBe('0.00');
  });

  test('twelve digits fit without being clipped, and a thirteenth changes nothing', async () => {
    await type('999999999999');
    await type('9');
    expect(await amount()).toBe('9,999,999,999.99');
    const fits = await at('amount').evaluate((element) => element.scrollWidth <= element.clientWidth);
    expect(fits).toBe(true);
  });

  test('digits typed into the order reference stay there, and Enter there charges nothing', async () => {
    await at('order-reference').click();
    await type('417');
    await shown.page.keyboard.press('Enter');
    expect(await at('order-reference').inputValue()).toBe('417');
    expect(await amount()).toBe('0.00');
    expect(await starts()).toEqual([]);
  });
});

describe('quick amounts', () => {
  test('a tap puts one on the keypad, and Enter charges it', async () => {
    await shown.reply('payments.start', { ok: true, value: { answer: 'started', payment: started } });
    await shown.push('till.changed', till({ quickAmounts: [500, 1_250, 100_000] }));
    await expect.poll(() => at('quick-amount').allInnerTexts()).toEqual(['¥5.00', '¥12.50', '¥1,000.00']);
    await type('7');
    await at('quick-amount').nth(1).click();
    expect(await amount()).toBe('12.50');
    expect(await starts()).toEqual([]);
    await shown.page.keyboard.press('Enter');
    await expect.poll(starts).toEqual([{ amount: 1250, orderReference: '' }]);
  });

  test('do not appear in a shop that has set none', async () => {
    expect(await at('quick-amounts').count()).toBe(0);
  });
});

describe('pasting an amount', () => {
  test('a pasted amount is accepted', async () => {
    await paste('CNY 1,234.50');
    await expect.poll(amount).toBe('1,234.50');
  });

  test('rubbish is refused in plain words and the amount stays', async () => {
    await type('500');
    await paste('twelve');
    await at('problem').waitFor();
    expect(await at('problem').textContent()).toContain('That is not a valid amount');
    expect(await amount()).toBe('5.00');
    await type('1');
    expect(await at('problem').count()).toBe(0);
  });
});

describe('charging', () => {
  test('Enter sends the amount and the order reference to main, and marks the press', async () => {
    await shown.reply('payments.start', { ok: true, value: { answer: 'started', payment: started } });
    await at('order-reference').fill('Table 7');
    await at('amount').focus();
    await type('1250');
    await shown.page.keyboard.press('Enter');
    await expect.poll(starts).toEqual([{ amount: 1250, orderReference: 'Table 7' }]);
    expect(await shown.page.evaluate(() => performance.getEntriesByName('charge-pressed').length)).toBe(1);
  });

  test('F6 leads into the order reference and F7 into the note, and Enter back to the amount', async () => {
    await shown.reply('payments.start', { ok: true, value: { answer: 'started', payment: started } });
    await shown.page.keyboard.press('F6');
    await shown.page.keyboard.type('Table 7', { delay: 120 });
    await shown.page.keyboard.press('F7');
    await shown.page.keyboard.type('blue coat', { delay: 120 });
    expect(await at('sale-note-count').textContent()).toBe('9 of 200');
    await shown.page.keyboard.press('Enter');
    await type('1250');
    await shown.page.keyboard.press('Enter');
    await expect.poll(starts).toEqual([{ amount: 1250, orderReference: 'Table 7', note: 'blue coat' }]);
  });

  test('the note gives way to the order reference, and grows where it is typed', async () => {
    const width = async (testid: string): Promise<number> => (await at(testid).boundingBox())?.width ?? 0;
    for (const [wide, high] of [
      [1024, 600],
      [1280, 800],
    ] as const) {
      await shown.size(wide, high);
      await at('amount').focus();
      expect(await width('order-reference')).toBeGreaterThan(await width('sale-note'));
      await at('sale-note').focus();
      expect(await width('sale-note')).toBeGreaterThan(2 * (await width('order-reference')));
    }
  });

  test('a double click starts one payment', async () => {
    await shown.reply('payments.start', 'held');
    await type('1250');
    await at('charge').dblclick();
    await shown.page.keyboard.press('Enter');
    expect(await starts()).toHaveLength(1);
    expect(await at('charge').isDisabled()).toBe(true);
    await shown.release({ ok: true, value: { answer: 'started', payment: started } });
  });

  test('a held Enter charges once', async () => {
    await shown.reply('payments.start', { ok: false, problem: { code: 'payment-running', details: {} } });
    await type('1250');
    for (let held = 0; held < 5; held += 1) await shown.page.keyboard.down('Enter');
    await shown.page.keyboard.up('Enter');
    expect(await starts()).toHaveLength(1);
  });

  test('without an amount nothing is charged, and the till says so', async () => {
    await shown.page.keyboard.press('Enter');
    expect(await at('problem').textContent()).toContain('Enter an amount first');
    expect(await starts()).toEqual([]);
  });

  test('an amount over the limit names the limit and keeps the amount', async () => {
    await type('5000001');
    await at('charge').click();
    expect(await at('problem').textContent()).toContain('¥50,000.00');
    expect(await amount()).toBe('50,000.01');
    expect(await starts()).toEqual([]);
  });

  test('the till says why it cannot charge before anyone tries', async () => {
    await shown.push('till.changed', unready('not-set-up', 'open-settings'));
    await at('problem').waitFor();
    expect(await at('problem').textContent()).toContain('This till is not set up yet');
  });
});

describe('the same amount once more', () => {
  const paid = payment({ state: 'paid' });

  test('asks with both payments named, and no answer focused', async () => {
    await asking(paid);
    const words = await at('same-amount').textContent();
    expect(words).toContain('Charge ¥12.50 again?');
    expect(words).toMatch(/Payment QK3M9Z7A from Thu 5 Nov 2026, 12:00 for ¥12.50 was paid/);
    expect(words).toContain(paid.reference);
    expect(words).toMatch(/New payment.*Not charged yet.*¥12.50/s);
    expect(await focused()).toBe('same-amount');
  });

  test('says when the earlier one began by the shop’s clock, not by this computer’s', async () => {
    await asking(paid);
    await shown.push('till.changed', till({ timeZone: '+08:00' }));
    await expect.poll(() => at('same-amount').textContent()).toContain('from Thu 5 Nov 2026, 20:00');
  });

  test('warns that the money may be taken twice if the earlier one has not ended', async () => {
    await asking(payment({ state: 'unknown' }));
    expect(await at('same-amount').textContent()).toMatch(/still being checked.*may take the money twice/s);
  });

  test('a hasty second Enter neither charges nor drops the sale', async () => {
    await asking(paid);
    await shown.page.keyboard.press('Enter');
    expect(await at('same-amount').isVisible()).toBe(true);
    expect(await amount()).toBe('12.50');
    expect(await starts()).toHaveLength(1);
  });

  test('an Enter that is still held down does not answer, even on an answer that has the focus', async () => {
    await asking(paid);
    // Another key between, or the next Enter would be the second one of a double press.
    await shown.page.keyboard.press('Tab');
    await at('same-amount-back').focus();
    await shown.page.keyboard.down('Enter');
    await at('not-charged').waitFor();
    await shown.page.keyboard.up('Enter');
    await type('0');
    await shown.page.keyboard.down('Enter');
    await at('same-amount').waitFor();
    await at('same-amount-back').focus();
    for (let held = 0; held < 5; held += 1) await shown.page.keyboard.down('Enter');
    await shown.page.keyboard.up('Enter');
    expect(await at('same-amount').isVisible()).toBe(true);
  });

  test('Escape does not charge and says so; digits and a paste meanwhile change nothing', async () => {
    await asking(paid);
    await type('77');
    await paste('99.00');
    await shown.page.keyboard.press('Escape');
    await at('not-charged').waitFor();
    expect(await at('same-amount').count()).toBe(0);
    expect(await focused()).toBe('amount');
    expect(await amount()).toBe('12.50');
    expect(await starts()).toHaveLength(1);
    expect(await shown.calls('payments.cancel')).toEqual([]);
  });

  test('charging again sends main which payment the cashier was asked about, and its state', async () => {
    await asking(paid);
    await shown.reply('payments.start', { ok: true, value: { answer: 'started', payment: started } });
    await at('same-amount-charge').click();
    const order = { amount: 1250, orderReference: '' };
    await expect
      .poll(starts)
      .toEqual([order, { ...order, acknowledged: { reference: paid.reference, state: 'paid' } }]);
    expect(await at('same-amount').count()).toBe(0);
  });
});

describe('while a parked payment is still being checked', () => {
  test('the till says which one it is and until when it blocks, before anyone tries', async () => {
    const details = { name: 'QK3M9Z7A', amount: '¥12.50', startedAt: NOON, until: NOON + 25 * 60_000 };
    await shown.push('till.changed', unready('payment-unresolved', 'show-payment', details));
    await at('problem').waitFor();
    const words = await at('problem').textContent();
    expect(words).toMatch(/¥12.50 from Thu 5 Nov 2026, 12:00 is still being checked/);
    expect(words).toMatch(/Do not charge again.*QK3M9Z7A.*12:25/s);
    expect(await at('payment-state').textContent()).toContain('Not ready');
    expect(await at('payment-state').getAttribute('data-state')).toBe('idle');
  });
});
