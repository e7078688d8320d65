import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const paid = payment({ state: 'paid' });
const mismatched = payment({
  state: 'paid',
  amountMismatch: { amount: 9_999, currency: 'CNY' },
  problem: { code: 'payment-mismatch', details: { taken: '¥99.99', amount: '¥12.50' } },
});
const receipt = {
  reference: paid.reference,
  state: 'failed',
  copies: 0,
  problem: { code: 'printer-unreachable', details: { slip: 'receipt' } },
} as const;

test.each([
  [1024, 600],
  [1280, 800],
])('a receipt that did not print is told where the cashier looks, at %i × %i', async (width, height) => {
  await shown.size(width, height);
  const view = till({ environment: 'bench', current: paid, receipts: 'ask', printer: true });
  await shown.open({ till: view, history: [paid] });
  await shown.reply('receipts.read', { ok: true, value: receipt });
  await shown.push('receipts.changed', receipt);
  await shown.push('appearance.changed', { ...appearance({ language: 'de' }), language: 'de' });
  await shown.page.locator('html[lang="de"]').waitFor({ state: 'attached' });
  const told = shown.page.locator('[data-testid="receipt-state"][data-state="failed"]');
  await told.waitFor();
  expect(await told.innerText()).toMatch(/nicht gedruckt: Die Zahlung gilt/);
  // Nothing lies over its words, and they are in the field's colours.
  const isSeen = await told.evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    const at = (y: number) => document.elementFromPoint(left + 4, y);
    return [at(top + 4), at(bottom - 4)].every((one) => one !== null && element.contains(one));
  });
  expect(isSeen).toBe(true);
  const colour = (element: Element): string => getComputedStyle(element).color;
  expect(await told.evaluate(colour)).toBe(
    await shown.page.getByTestId('payment-state').locator('h1').evaluate(colour),
  );
  expect(await axeViolations(shown.page)).toEqual([]);
});

test.each([
  [1024, 600],
  [1280, 800],
])('it hides nothing about a payment in another amount, at %i × %i', async (width, height) => {
  await shown.size(width, height);
  const view = till({ current: mismatched, unsettled: [mismatched], receipts: 'ask', printer: true });
  await shown.open({ history: [mismatched] });
  await shown.reply('receipts.read', { ok: true, value: receipt });
  await shown.push('till.changed', view);
  await shown.push('receipts.changed', receipt);
  await shown.page.locator('[data-testid="receipt-state"][data-state="failed"]').waitFor();
  // All of it is in sight without scrolling, in the longest language too.
  await shown.push('appearance.changed', { ...appearance({ language: 'fr' }), language: 'fr' });
  await shown.page.locator('html[lang="fr"]').waitFor({ state: 'attached' });
  const room = await shown.page
    .locator('.field .main')
    .evaluate((main) => main.clientHeight - main.scrollHeight);
  expect(room).toBe(0);
  await shown.push('appearance.changed', appearance({ language: 'en' }));
  await shown.page.locator('html[lang="en"]').waitFor({ state: 'attached' });
  const problem = shown.page.getByTestId('problem');
  expect((await problem.allInnerTexts()).join()).toMatch(/¥99.99 instead of ¥12.50.*do not charge again/s);
  expect(await problem.getByTestId('problem-number').count()).toBe(1);
  // All of it fits, with the buttons of both.
  const field = shown.page.locator('.field .main');
  expect(await field.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  expect(await axeViolations(shown.page)).toEqual([]);
});
