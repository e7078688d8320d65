import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, payment, till } from '../../harness/views.ts';

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
const state = async (): Promise<string | null> => at('payment-state').getAttribute('data-state');

test('at the smallest size a reference shows its end, by which the list names the payment', async () => {
  await shown.size(1024, 600);
  const { reference } = await showing({ reference: 'HAUPTBA-K3M9-20261129-000001-ERVPBA97A1-72M55P28' });
  expect((await at('payment-reference').innerText()).trim()).toBe(reference);
  const cut = await at('payment-reference').evaluate((shownReference) => {
    const end = document.createRange();
    end.selectNodeContents(shownReference.lastChild ?? shownReference);
    return end.getBoundingClientRect().right - shownReference.getBoundingClientRect().right;
  });
  expect(cut).toBeLessThanOrEqual(0);
});

describe('parked payments', () => {
  const parked = payment({ reference: 'T1-20261105-000011-PARKED01', state: 'unknown', cancelling: 'asked' });
  const newer = payment({ state: 'paid' });
  const rows = () =>
    at('history-row').evaluateAll((all) => all.map((row) => row.getAttribute('data-reference')));

  test('are counted in a badge that leads to the list, where they are on top', async () => {
    await shown.open({ till: till({ parked: 1 }), history: [newer, parked] });
    expect(await at('parked').textContent()).toContain('1 parked');
    expect(await rows()).toEqual([parked.reference, newer.reference]);
    await at('rail-settings').click();
    await at('parked').click();
    await at('history-row').first().waitFor();
    const focused = await shown.page.evaluate(() => document.activeElement?.getAttribute('data-reference'));
    expect(focused).toBe(parked.reference);
  });

  test('show no badge when there are none', async () => {
    await shown.open({ till: till(), history: [newer] });
    expect(await at('parked').count()).toBe(0);
    expect(await at('bring-back').count()).toBe(0);
  });

  test('can be made current again', async () => {
    await shown.open({ till: till({ parked: 1 }), history: [newer, parked] });
    await shown.reply('payments.unpark', { ok: true, value: parked });
    await at('bring-back').click();
    await expect.poll(() => shown.calls('payments.unpark')).toEqual([{ reference: parked.reference }]);
    await shown.push('till.changed', till({ current: parked }));
    await expect.poll(state).toBe('unknown');
    expect(await at('bring-back').count()).toBe(0);
  });

  test('can be made current again a moment after parking', async () => {
    await shown.open({ till: till({ current: parked }), history: [parked] });
    await at('new-sale').click();
    await shown.push('till.changed', till({ parked: 1 }));
    await shown.reply('payments.unpark', { ok: true, value: parked });
    await at('bring-back').click();
    await shown.push('till.changed', till({ current: parked }));
    await expect.poll(state).toBe('unknown');
  });

  test('stay parked while another payment is current', async () => {
    const current = payment();
    await shown.open({ till: till({ current, parked: 1 }), history: [current, parked] });
    expect(await at('bring-back').isDisabled()).toBe(true);
  });
});

describe('the current payment', () => {
  test('there is none at first', async () => {
    await shown.open();
    expect(await state()).toBe('idle');
    expect(await at('payment-reference').count()).toBe(0);
    expect(await at('cancel').count()).toBe(0);
  });

  test.each([
    ['open', 'Waiting for scan'],
    ['paid', 'Paid'],
    ['unknown', 'Checking, do not charge again'],
  ] as const)('%s is shown as a word with an icon: %s', async (name, word) => {
    const { reference } = await showing({ state: name });
    expect(await state()).toBe(name);
    expect(await at('payment-state').textContent()).toContain(word);
    expect(await at('payment-state').locator('svg').count()).toBe(1);
    expect(await at('payment-reference').textContent()).toBe(reference);
    expect(await at('history-row').getAttribute('data-state')).toBe(name);
    // What replaces Charge cannot start another payment.
    expect(await at('charge').count()).toBe(0);
  });

  test('pushes update it, and its row', async () => {
    const current = await showing({ state: 'open' });
    const paid = { ...current, state: 'paid' as const };
    await shown.push('till.changed', till({ current: paid }));
    await shown.push('history.changed', paid);
    await expect.poll(state).toBe('paid');
    await expect.poll(() => at('history-row').getAttribute('data-state')).toBe('paid');
    expect(await at('history-row').count()).toBe(1);
  });

  test('the cashier sees a small picture of the customer’s code only while it may be scanned', async () => {
    const current = await showing({ state: 'open', code: 'https://pay.example/1' });
    await at('mirror-code').locator('canvas').waitFor();
    await shown.push('till.changed', till({ current: { ...current, code: null, state: 'pending' } }));
    await at('mirror-code').waitFor({ state: 'detached' });
  });

  test('on the gateway’s page shows how far that has got, in its row as well, and says it aloud', async () => {
    const current = await showing({ state: 'sending' });
    const step = () => shown.page.locator('[aria-current="step"]').innerText();
    for (const [page, word, reached] of [
      ['shown', 'Customer pays', 'Page shown'],
      ['returned', 'Waiting for answer', 'Page left'],
    ] as const) {
      await shown.push('till.changed', till({ current: { ...current, state: 'pending', page } }));
      await expect.poll(() => at('payment-state').textContent()).toContain(word);
      expect(await step()).toBe(reached);
      expect(await at('history-row').innerText()).toContain(word);
      expect(await shown.page.locator('[aria-live="polite"]').first().textContent()).toContain(word);
      expect(await shown.page.locator('.field').first().innerText()).not.toMatch(/scan/i);
    }
  });

  test('a payment whose code cannot be displayed does not wait for a scan, and says once what to do', async () => {
    await showing({ code: 'x'.repeat(2_400) });
    expect(await at('payment-state').textContent()).toContain('No code to scan');
    expect(await at('problem').innerText()).toMatch(
      /could not be displayed.*Nothing was paid.*charge again/s,
    );
  });

  test('a failed one says what happened, that no money was taken, and the gateway’s code once', async () => {
    const details = { gatewayCode: 147, gatewayText: '147 Address details are invalid' };
    await showing({ state: 'failed', problem: { code: 'gateway-rejected', details } });
    const words = await at('problem').textContent();
    expect(words).toContain('The gateway refused this payment');
    expect(words).toContain('No money was taken');
    expect(words).toContain('Code 147');
  });

  test('a refused call beside a payment with a problem leaves only one problem shown', async () => {
    await showing({ state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } });
    await shown.reply('day.export', { ok: false, problem: { code: 'export-failed', details: {} } });
    await at('export-csv').click();
    await expect.poll(() => at('problem').textContent()).toContain('The export could not be saved');
    expect(await at('problem').count()).toBe(1);
  });
});

describe('cancelling a payment', () => {
  test('Escape and the button cancel, once', async () => {
    const { reference } = await showing({ state: 'open' });
    await shown.reply('payments.cancel', 'held');
    await shown.page.keyboard.press('Escape');
    await expect.poll(() => at('cancel').isDisabled()).toBe(true);
    await shown.page.keyboard.press('Escape');
    expect(await shown.calls('payments.cancel')).toEqual([{ reference }]);
    await shown.release({ ok: true, value: payment({ cancelling: 'asked' }) });
  });

  test('Escape in a text field does not cancel', async () => {
    await shown.open();
    await at('order-reference').click();
    await shown.page.keyboard.press('Escape');
    expect(await shown.calls('payments.cancel')).toEqual([]);
  });

  test('while the gateway is asked the card says so and offers no second cancel', async () => {
    await showing({ state: 'open', cancelling: 'asked' });
    expect(await at('payment-state').textContent()).toContain('Cancelling');
    expect(await at('cancel').isDisabled()).toBe(true);
    expect(await at('new-sale').count()).toBe(0);
  });

  test('a refused cancel lets the cashier park the payment', async () => {
    const problem = { code: 'cancel-refused' as const, details: {} };
    const { reference } = await showing({ state: 'pending', cancelling: 'refused', problem });
    expect(await at('new-sale').textContent()).toContain('Park');
    expect(await at('problem').textContent()).toContain('The customer may still pay');
    await at('new-sale').click();
    expect(await shown.calls('payments.dismiss')).toEqual([{ reference }]);
  });
});

describe('the next sale', () => {
  test('Enter starts it once the payment has ended', async () => {
    const { reference } = await showing({ state: 'paid' });
    await shown.page.keyboard.press('Enter');
    await expect.poll(state).toBe('idle');
    expect(await shown.calls('payments.dismiss')).toEqual([{ reference }]);
    expect(await at('amount').textContent()).toBe('0.00');
    expect(await shown.calls('payments.start')).toEqual([]);
  });

  test('the first digit starts it too, and is not lost', async () => {
    await showing({ state: 'paid' });
    await shown.page.keyboard.press('7');
    await expect.poll(() => at('amount').textContent()).toBe('0.07');
    // Main hears of it once it is clear that no scanner types.
    await expect.poll(() => shown.calls('payments.dismiss')).toHaveLength(1);
  });

  test('digits and Enter do nothing while a payment is in progress', async () => {
    await showing({ state: 'open' });
    for (const key of ['7', 'Enter']) await shown.page.keyboard.press(key);
    expect(await at('amount').textContent()).toBe('12.50');
    expect(await shown.calls('payments.start')).toEqual([]);
    expect(await shown.calls('payments.dismiss')).toEqual([]);
  });

  test('Enter does not dismiss a payment whose outcome is unknown', async () => {
    await showing({ state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } });
    await shown.page.keyboard.press('Enter');
    expect(await state()).toBe('unknown');
    expect(await shown.calls('payments.dismiss')).toEqual([]);
    expect(await at('new-sale').textContent()).toContain('Park');
  });
});

describe('today’s list', () => {
  test('a row opens the payment’s details in words, and Escape leads back', async () => {
    const current = await showing({ state: 'paid' });
    await shown.reply('payments.story', {
      ok: true,
      value: {
        payment: current,
        lines: [
          { sequence: 1, at: NOON, type: 'intended', statusName: null, detail: '' },
          { sequence: 2, at: NOON + 1000, type: 'doubted', statusName: null, detail: 'no-answer' },
          { sequence: 3, at: NOON + 5000, type: 'cancel-asked', statusName: null, detail: 'cashier · Lin' },
          { sequence: 4, at: NOON + 9000, type: 'observed', statusName: 'Success', detail: '' },
        ],
      },
    });
    await at('history-row').click();
    await expect.poll(() => at('story').textContent()).toContain('The gateway reports: paid');
    expect(await at('story').textContent()).toContain('no answer in time');
    expect(await at('story').textContent()).toContain('by the cashier · Lin');
    await shown.page.keyboard.press('Escape');
    await at('story').waitFor({ state: 'detached' });
    expect(await shown.calls('payments.cancel')).toEqual([]);
  });

  test('the export says which file it wrote and can show its folder', async () => {
    await shown.open();
    await shown.reply('day.export', { ok: true, value: { fileName: 'countertop-2026-11-05.csv', rows: 3 } });
    await at('export-csv').click();
    await at('export-result').waitFor();
    expect(await at('export-result').textContent()).toContain('countertop-2026-11-05.csv');
    await at('export-show').click();
    await expect.poll(() => shown.calls('day.showExports')).toHaveLength(1);
  });
});
