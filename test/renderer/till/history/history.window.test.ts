import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HistoryRowView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import { historyPage, manyRows, paymentRow, refundRow } from '../../harness/history-views.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, payment } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const press = (key: string) => shown.page.keyboard.press(key);
/** The reference of the focused row; null if none has the focus. */
const focused = () =>
  shown.page.evaluate(() => document.activeElement?.getAttribute('data-reference') ?? null);
const isInSearch = () =>
  shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid') === 'history-search');
const asked = async () => (await shown.calls('history.page')).at(-1);

const sold = payment({ state: 'paid', orderReference: 'Table 9', amount: 17_600, refunded: 8_800 });
const ROWS: readonly HistoryRowView[] = [
  refundRow(sold, { amount: 8_800, note: 'Wrong order' }),
  paymentRow(sold),
  ...manyRows(40, 9, 9),
];
const references = ROWS.map((row) => (row.kind === 'refund' ? row.refund.reference : row.payment.reference));

const openHistory = async (rows = ROWS, size: readonly [number, number] = [1280, 800]): Promise<void> => {
  await shown.size(...size);
  await shown.open();
  await shown.reply('history.page', { ok: true, value: historyPage(rows) });
  const story = { payment: sold, cashier: 'Lin', walletNumber: '2026110522001461033', lines: [] };
  await shown.reply('payments.story', { ok: true, value: story });
  await shown.reply('refunds.ofPayment', { ok: true, value: [] });
  const receipt = { reference: sold.reference, state: 'none', copies: 0, problem: null };
  await shown.reply('receipts.read', { ok: true, value: receipt });
  await at('rail-history').click();
  if (rows.length > 0) await at('history-row').first().waitFor();
};

describe('the history', () => {
  beforeEach(async () => openHistory());

  test('lists payments and refunds by day, with the count and net of each', async () => {
    const [today, before] = await at('history-day').allInnerTexts();
    expect(today?.replaceAll(/\s+/g, ' ')).toBe('Today 1 payment · 1 refund ¥88.00');
    expect(before?.replaceAll(/\s+/g, ' ')).toBe('Wed 4 Nov 2026 9 payments ¥113.67');
    const first = (await at('history-row').first().innerText()).replaceAll(/\s+/g, ' ');
    expect(first).toBe('12:01 Refunded Table 9 −¥88.00');
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test('opens no payment that an earlier search found when the new one fails', async () => {
    await shown.reply('history.page', { ok: true, value: historyPage([paymentRow(sold)]) });
    await at('history-search').fill('Table 9');
    await expect.poll(() => at('history-row').count()).toBe(1);
    await shown.reply('history.page', { ok: false, problem: { code: 'unexpected', details: {} } });
    await at('history-search').fill('Table 10');
    await press('Enter');
    await shown.page.locator('.notice').first().waitFor();
    expect(await at('story').count()).toBe(0);
  });

  test('keeps open what somebody has open, with what is typed there, while something else is looked for', async () => {
    const { reference, amount: left, currency } = sold;
    const offer = { paymentReference: reference, currency, paid: left, left, partial: true };
    await shown.reply('refunds.refundable', { ok: true, value: offer });
    await at('history-row').nth(1).click();
    await at('refund').click();
    await at('refund-note').fill('wrong size');
    await shown.reply('history.page', { ok: true, value: historyPage([]) });
    await at('history-search').fill('terrace');
    await expect.poll(() => at('history-row').count()).toBe(0);
    expect(await at('refund-note').inputValue()).toBe('wrong size');
    await at('story-back').click();
    await shown.reply('history.page', { ok: true, value: historyPage(ROWS) });
    await at('history-search').fill('table');
    await at('history-row').first().waitFor();
    expect(await at('story').count()).toBe(0);
  });

  test('asks for the events of an open payment once', async () => {
    await at('history-row').nth(1).click();
    await at('story').waitFor();
    await expect.poll(() => at('story').innerText()).toContain('Lin');
    const frames = () =>
      shown.page.evaluate(async () => {
        for (let n = 0; n < 5; n += 1) await new Promise((done) => requestAnimationFrame(done));
      });
    await frames();
    expect(await shown.calls('payments.story')).toHaveLength(1);
  });

  test('shows what another filter finds from its newest row on, however far the list was scrolled', async () => {
    await at('history-row').last().scrollIntoViewIfNeeded();
    await at('history-filter-paid').click();
    await expect.poll(asked).toMatchObject({ filter: 'paid' });
    const top = () => shown.page.evaluate(() => document.querySelector('.hand .rows')?.scrollTop);
    expect(await top()).toBe(0);
  });

  test('finds what is typed without Enter, and keeps the focus in the search', async () => {
    await at('history-search').pressSequentially('table', { delay: 20 });
    await expect.poll(asked).toMatchObject({ text: 'table', after: null });
    expect(await isInSearch()).toBe(true);
  });

  test('can be used by keyboard from the search to the last row and out again', async () => {
    expect(await isInSearch()).toBe(true);
    await press('ArrowDown');
    expect(await focused()).toBe(references[0]);
    await press('ArrowDown');
    await press('ArrowDown');
    expect(await focused()).toBe(references[2]);
    await press('End');
    expect(await focused()).toBe(references.at(-1));
    await press('PageUp');
    const up = references.indexOf((await focused()) ?? '');
    expect(up).toBeLessThan(references.length - 5);
    await press('PageDown');
    expect(await focused()).toBe(references.at(-1));
    await press('Home');
    expect(await focused()).toBe(references[0]);
    await press('ArrowDown');
    await press('Enter');
    await at('story').waitFor();
    expect(await at('story').textContent()).toContain('2026110522001461033');
    await press('Escape');
    await at('story').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe(references[1]);
    await press('Escape');
    expect(await isInSearch()).toBe(true);
    await press('Escape');
    await at('amount').waitFor();
  });

  test('a row that is reached by keyboard is in sight below its day', async () => {
    await openHistory(ROWS, [1024, 600]);
    await press('ArrowDown');
    await press('End');
    for (let step = 0; step < 20; step += 1) {
      await press('ArrowUp');
      const isInSight = await shown.page.evaluate(() => {
        const { left, top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
        const found = [top + 4, bottom - 4].map((y) => document.elementFromPoint(left + 20, y));
        return found.every((element) => document.activeElement?.contains(element) ?? false);
      });
      expect(isInSight).toBe(true);
    }
  });

  test.each(['/', 'Control+f'])('%s leads to the search from the list', async (key) => {
    await press('ArrowDown');
    expect(await isInSearch()).toBe(false);
    await press(key);
    expect(await isInSearch()).toBe(true);
    expect(await at('history-search').inputValue()).toBe('');
  });

  test('what is typed in the list continues in the search', async () => {
    await press('ArrowDown');
    await press('7');
    expect(await at('history-search').inputValue()).toBe('7');
  });

  test('a refund says who requested and approved it, and opens its payment', async () => {
    await press('ArrowDown');
    const field = shown.page.locator('[data-field]');
    expect(await field.textContent()).toMatch(/Refunded.*88\.00.*Table 9.*Lin.*Chen.*Wrong order/s);
    await at('history-details').click();
    await at('story').waitFor();
    expect(await at('story').textContent()).toContain('Table 9');
  });

  test('shows only some states, a time, amounts and one cashier', async () => {
    const namesakes = [
      { id: 'p0', name: 'Lin' },
      { id: 'p1', name: 'Lin' },
    ];
    await shown.reply('history.cashiers', { ok: true, value: namesakes });
    await at('history-filter-paid').click();
    await at('history-filters').click();
    await at('history-from').fill('2026-11-01');
    await at('history-to').fill('2026-11-05');
    await at('history-least').fill('12.50');
    await at('history-most').fill('100.00');
    await at('history-cashier').selectOption({ label: 'Lin (2)' });
    const expected = {
      ...{ filter: 'paid', from: '2026-11-01', to: '2026-11-05', least: 1_250, most: 10_000, cashier: 'p1' },
    };
    await expect.poll(asked).toMatchObject(expected);
    await at('history-least').fill('12.505');
    expect(await at('history-least-error').textContent()).toBe('Too many decimals for CNY.');
    await expect.poll(asked).toMatchObject({ ...expected, least: null });
    expect(await axeViolations(shown.page)).toEqual([]);
    await at('history-search').fill('table');
    await expect.poll(asked).toMatchObject({ text: 'table' });
    await at('history-clear').click();
    await expect
      .poll(asked)
      .toMatchObject({ text: '', filter: 'all', from: null, least: null, cashier: null });
  });
});

test('one result opens at once, because a whole number was typed', async () => {
  await openHistory([paymentRow(sold)]);
  await at('history-search').fill('3010142');
  await press('Enter');
  await at('story').waitFor();
});

test('older payments are read as the list comes to its end', async () => {
  await openHistory();
  const next = { at: NOON, id: 4 };
  await shown.reply('history.page', { ok: true, value: historyPage(manyRows(40, 9, 0), { next }) });
  await at('history-search').fill('table');
  await expect.poll(() => at('history-row').count()).toBe(40);
  await shown.reply('history.page', { ok: true, value: historyPage(manyRows(40, 9, 40)) });
  await press('ArrowDown');
  await press('End');
  await expect.poll(() => at('history-row').count()).toBe(80);
  expect(await asked()).toMatchObject({ text: 'table', after: next });
});

test('says if nothing is found, and if there is nothing yet', async () => {
  await openHistory([]);
  await expect.poll(() => at('history-status').textContent()).toContain('appear here');
  await at('history-search').fill('terrace');
  await expect.poll(() => at('history-status').textContent()).toContain('Nothing was found');
  expect(await shown.page.locator('main h1').textContent()).toContain('Nothing found');
});

test.each(['light', 'dark'] as const)('everything can be read at 1024 × 600, %s', async (scheme) => {
  await shown.scheme(scheme);
  await openHistory(ROWS, [1024, 600]);
  await press('ArrowDown');
  const cut = await shown.page.evaluate(
    () =>
      [
        ...document.querySelectorAll('[data-testid^="history-filter-"], [data-testid="history-day"] b'),
      ].filter((element) => {
        const { right } = element.getBoundingClientRect();
        const { right: edge } = element.parentElement?.getBoundingClientRect() ?? new DOMRect();
        return right > edge + 1;
      }).length,
  );
  expect(cut).toBe(0);
  expect(await axeViolations(shown.page)).toEqual([]);
});
