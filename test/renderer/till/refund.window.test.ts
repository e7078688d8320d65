import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RefundView } from '#contract';
import type { TillWindow } from '../harness/till-window.ts';
import { openTillWindow } from '../harness/till-window.ts';
import { NOON, payment } from '../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

const sold = payment({ state: 'paid' });
const refused: RefundView = {
  reference: 'T1-20261105-R00001-REFVSED1',
  paymentReference: sold.reference,
  state: 'failed',
  amount: 1_250,
  currency: 'CNY',
  startedAt: NOON,
  reason: 'goods-returned',
  note: '',
  askedBy: 'Lin',
  approvedBy: 'Chen',
  gatewayId: null,
  problem: { code: 'refund-rejected', details: { gatewayCode: 18, gatewayText: 'Refund invalid' } },
};

test('a refused refund says that nothing was given back, and the gateway’s reason for its support', async () => {
  await shown.open({ history: [sold] });
  await shown.reply('refunds.ofPayment', { ok: true, value: [refused] });
  await shown.reply('payments.story', { ok: true, value: { payment: sold, lines: [] } });
  await at('history-row').click();
  await at('refund-state').waitFor();
  const words = await at('refund-state').textContent();
  expect(words).toMatch(/The gateway refused this refund.*Nothing was given back.*Code 18 Refund invalid/s);
});
