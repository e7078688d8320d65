import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReconciliationView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { Reconciled } from '../../harness/day-views.ts';
import { day, reconciled, TODAY } from '../../harness/day-views.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';

const none = { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 };
const reference = (number: number) => `T1-20261105-00000${number}-QK3M9Z7A`;

const apart: Partial<Reconciled> = {
  result: 'different',
  payments: { matched: 57, 'only-here': 1, 'only-there': 0, different: 1 },
  refunds: { ...none, different: 1 },
  mended: 2,
  lines: [
    {
      of: 'payment',
      kind: 'only-here',
      why: 'in-doubt',
      reference: reference(3),
      paymentReference: reference(3),
      gatewayId: null,
      here: { state: 'unknown', amount: 1250, currency: 'CNY' },
      there: null,
    },
    {
      of: 'payment',
      kind: 'different',
      why: 'other-money',
      reference: reference(7),
      paymentReference: reference(7),
      gatewayId: '6000007',
      here: { state: 'paid', amount: 10_000, currency: 'CNY' },
      there: { statusId: 2, amount: 9_000, currency: 'CNY' },
    },
    {
      of: 'refund',
      kind: 'different',
      why: 'refund-given-here',
      reference: 'T1-20261105-R00001-QK3M9Z7A',
      paymentReference: reference(1),
      gatewayId: '80001',
      here: { state: 'refunded', amount: 500, currency: 'CNY' },
      there: { statusId: 4, amount: 500, currency: null },
    },
  ],
};

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const state = () => at('reconcile-state').getAttribute('data-state');
const reconcile = async (view: ReconciliationView): Promise<void> => {
  await shown.open();
  await shown.reply('day.read', { ok: true, value: day() });
  await shown.reply('day.reconcile', { ok: true, value: view });
  await at('rail-day').click();
  await at('reconcile').click();
  await at('reconcile-state').waitFor();
};

describe('reconciling the day with the gateway', () => {
  test('that matches says so in one sentence, and asks for today', async () => {
    await reconcile(reconciled());
    expect(await state()).toBe('matched');
    expect(await at('reconcile-result').textContent()).toContain('Everything matches');
    expect(await at('reconcile-line').count()).toBe(0);
    expect(await shown.calls('day.reconcile')).toEqual([{ date: TODAY }]);
  });

  test('that does not match says for each line what is here, what is at the gateway, whether the money is safe and what to do', async () => {
    await reconcile(reconciled(apart));
    expect(await state()).toBe('different');
    expect(await at('reconcile-result').textContent()).toContain('3 differences');
    const words = (await at('reconcile-line').allTextContents()).join('\n');
    for (const part of [
      'Checking¥12.50',
      'nothing',
      'Do not charge the customer again',
      'Paid¥100.00',
      'Success¥90.00',
      'If the gateway reports it as paid, you receive what it took',
      'refunded¥5.00',
      'Failed¥5.00',
      `Refund of ${reference(1)}`,
    ]) {
      expect(words).toContain(part);
    }
  });

  test('without a network says that nothing is lost and the till does it later', async () => {
    await reconcile(reconciled({ result: 'not-reconciled', payments: none }));
    expect(await state()).toBe('not-reconciled');
    expect(await at('reconcile-result').textContent()).toContain('You may keep selling');
  });

  test('works for a past day: shows its last reconciliation, reconciles it again, and writes its file', async () => {
    await reconcile(reconciled());
    await shown.reply('day.reconciliation', { ok: true, value: { date: '2026-11-04', last: null } });
    await at('reconcile-date').fill('2026-11-04');
    await at('reconcile-never').waitFor();
    await shown.reply('day.reconcile', { ok: true, value: reconciled(apart, '2026-11-04') });
    await at('reconcile-again').click();
    await at('reconcile-state').waitFor();
    expect(await shown.calls('day.reconcile')).toEqual([{ date: TODAY }, { date: '2026-11-04' }]);
    const fileName = 'countertop-live-reconciliation-2026-11-04.csv';
    await shown.reply('day.exportReconciliation', { ok: true, value: { fileName, rows: 5 } });
    await at('reconcile-export').click();
    expect(await at('reconcile-exported').textContent()).toContain(fileName);
    expect(await shown.calls('day.exportReconciliation')).toEqual([{ date: '2026-11-04' }]);
  });

  test.each(['light', 'dark'] as const)('is accessible, also on a small screen in %s', async (scheme) => {
    await shown.size(1024, 600);
    await shown.scheme(scheme);
    await reconcile(reconciled(apart));
    expect(await axeViolations(shown.page)).toEqual([]);
    expect(await shown.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await at('reconcile-line').last().scrollIntoViewIfNeeded();
    expect(await at('reconcile-line').last().isVisible()).toBe(true);
  });
});
