/** The help over the till: where it opens, where it leads, and that nothing behind it is lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { problemNumber } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedOut, till, unready } from '../../harness/views.ts';
import { typeByHand } from '../../../support/cashier.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());
beforeEach(async () => shown.size(1280, 800));

const at = (testid: string) => shown.page.getByTestId(testid);
const unfolded = () => shown.page.locator('[data-testid="help-entry"][open]');
const press = (key: string) => shown.page.keyboard.press(key);

describe('the pages', () => {
  beforeEach(async () => shown.open());

  test.each(['keys', 'cashier', 'manager', 'installer', 'problems'])(
    'of %s fit on a small screen, and axe-core finds nothing in light or dark',
    async (page) => {
      await shown.size(1024, 600);
      await press('F1');
      await at(`help-page-${page}`).click();
      if (page !== 'keys') await at('help-entry').first().locator('summary').click();
      for (const scheme of ['light', 'dark'] as const) {
        await shown.scheme(scheme);
        expect(await axeViolations(shown.page)).toEqual([]);
      }
      await shown.scheme('light');
      const sheet = at('help-sheet');
      expect(await sheet.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    },
  );

  test('begin at their top, however far the previous one was scrolled', async () => {
    await shown.size(1024, 600);
    await press('F1');
    await at('help-page-problems').click();
    await at('help-entry').last().scrollIntoViewIfNeeded();
    await at('help-page-cashier').click();
    await shown.page.locator('[data-name="charge"]').waitFor();
    const page = at('help-sheet').getByRole('region');
    expect(await page.evaluate((one) => [one.scrollTop, one.scrollHeight > one.clientHeight])).toEqual([
      0,
      true,
    ]);
  });

  test('lead from one topic to another', async () => {
    await press('F1');
    await at('help-page-cashier').click();
    await shown.page.locator('[data-name="unknown"] summary').click();
    await at('help-link').filter({ visible: true }).click();
    await unfolded().waitFor();
    expect(await unfolded().getAttribute('data-name')).toBe('settle');
  });
});

describe('the search', () => {
  test('finds a problem by its number, and unfolds what is alone', async () => {
    await shown.open();
    await press('F1');
    await at('help-search').fill(String(problemNumber('proxy-asks')));
    await unfolded().waitFor();
    expect(await unfolded().innerText()).toMatch(/Proxy wants a password.*Is the money safe\?.*What now\?/s);
    await at('help-search').fill('zebra');
    await expect.poll(() => at('help-nothing').innerText()).toContain('Nothing was found');
    await at('help-search').fill('');
    await at('help-entry').first().waitFor({ state: 'detached' });
  });
});

describe('what is on the screen', () => {
  test('a problem’s number opens what to do about it, and Escape leads back to the amount', async () => {
    await shown.open();
    await press('Enter');
    await at('problem').waitFor();
    await at('problem-number').click();
    await unfolded().waitFor();
    expect(await unfolded().getAttribute('data-name')).toBe('amount-zero');
    await press('Escape');
    await at('help-sheet').waitFor({ state: 'detached' });
    await typeByHand(shown.page, '1250');
    expect(await at('amount').textContent()).toBe('12.50');
  });

  test('a customer’s display that is missing has its number, under which the help says what to do', async () => {
    await shown.open();
    await shown.push('display.changed', { fault: 'missing', own: null, code: 0, kiosk: 'off' });
    expect(await at('display-lost').innerText()).toContain('Problem 922');
    await at('display-lost').getByTestId('problem-number').click();
    await unfolded().waitFor();
    expect(await unfolded().innerText()).toMatch(/display is missing.*Plug the display in again/s);
    await press('Escape');
  });

  test('why nothing can be charged opens by F1 as well', async () => {
    await shown.open({ till: unready('no-internet', 'try-again') });
    await press('F1');
    await unfolded().waitFor();
    expect(await unfolded().getAttribute('data-name')).toBe('no-internet');
    expect(await at('problem-number').innerText()).toBe(`Problem ${problemNumber('no-internet')}`);
  });

  test('what was typed is there again after the help, and F1 closes it as it opened it', async () => {
    await shown.open();
    await typeByHand(shown.page, '1250');
    await press('F1');
    await at('help-sheet').waitFor();
    await at('help-search').fill('refund');
    await press('F1');
    await at('help-sheet').waitFor({ state: 'detached' });
    expect(await at('amount').textContent()).toBe('12.50');
  });
});

describe('a person who is asked for a PIN', () => {
  test('finds how to sign in, and the pad is unchanged afterwards', async () => {
    await shown.open({}, signedOut());
    await press('F1');
    await unfolded().waitFor();
    expect(await unfolded().getAttribute('data-name')).toBe('sign-in');
    await press('Escape');
    await at('help-sheet').waitFor({ state: 'detached' });
    expect(await at('sound').isVisible()).toBe(true);
  });
});

describe('a question', () => {
  test('about the same amount waits behind the help, and is asked again after it', async () => {
    await shown.open();
    const earlier = payment({ state: 'paid' });
    await shown.reply('payments.start', { ok: true, value: { answer: 'same-amount', earlier } });
    await typeByHand(shown.page, '1250');
    await at('charge').click();
    await at('same-amount').waitFor();
    await press('F1');
    await unfolded().waitFor();
    expect(await unfolded().getAttribute('data-name')).toBe('charge');
    await press('Escape');
    await at('help-sheet').waitFor({ state: 'detached' });
    expect(await at('same-amount').isVisible()).toBe(true);
    expect(await shown.calls('payments.start')).toHaveLength(1);
    await press('Escape');
    await at('same-amount').waitFor({ state: 'detached' });
    expect(await at('amount').textContent()).toBe('12.50');
  });
});

describe('a payment', () => {
  test('continues behind the help, which shows its state and never cancels it', async () => {
    const running = payment({ state: 'open' });
    await shown.open({ till: till({ current: running }), history: [running] });
    await press('F1');
    await at('help-payment').waitFor();
    expect(await at('help-payment').innerText()).toMatch(/Waiting for scan.*12\.50/s);
    await shown.push('till.changed', till({ current: { ...running, state: 'paid' } }));
    await expect.poll(() => at('help-payment').getAttribute('data-state')).toBe('paid');
    await press('Escape');
    await at('help-sheet').waitFor({ state: 'detached' });
    expect(await shown.calls('payments.cancel')).toEqual([]);
  });
});

test('what is behind the help reads as on the screen, when the money is not what was charged', async () => {
  const current = payment({
    state: 'paid',
    amountMismatch: { amount: 9_999, currency: 'CNY' },
    problem: { code: 'payment-mismatch', details: { taken: '¥99.99', amount: '¥12.50' } },
  });
  await shown.open({ till: till({ current }), history: [current] });
  await press('F1');
  const words = await at('help-payment').innerText();
  expect(words).toContain('do not charge again');
  expect(words).not.toContain('Hand over the goods');
  expect(words.replaceAll(/\s/g, '')).toMatch(/¥99\.99$/);
});
