/** Views of the history, as main sends them. */
import type { HistoryPageView, HistoryRowView, PaymentView, RefundView } from '#contract';
import { phaseOf } from '../../../src-renderer/state/sale/payment-phase.ts';
import { NOON, payment, refund } from './views.ts';

const DAY_MS = 86_400_000;
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const paymentRow = (of: PaymentView): HistoryRowView => ({
  kind: 'payment',
  date: dateOf(of.startedAt),
  payment: of,
});

export const refundRow = (of: PaymentView, given: Partial<RefundView> = {}): HistoryRowView => {
  const view = refund({
    reference: of.reference.replace('-', '-R'),
    paymentReference: of.reference,
    state: 'refunded',
    amount: of.amount,
    startedAt: of.startedAt + 60_000,
    ...given,
  });
  return { kind: 'refund', date: dateOf(view.startedAt), refund: view, payment: of };
};

const outcomeOf = (row: HistoryRowView): keyof HistoryPageView['days'][number]['counts'] => {
  if (row.kind === 'refund') return row.refund.state === 'refunded' ? 'refunded' : 'not-refunded';
  if (row.payment.state === 'paid') return 'paid';
  return phaseOf(row.payment) === 'ended' ? 'not-paid' : 'unresolved';
};

/** A page of these rows, with the sums of their days. */
export const historyPage = (
  rows: readonly HistoryRowView[] = [],
  given: Partial<HistoryPageView> = {},
): HistoryPageView => {
  const dates = [...new Set(rows.map(({ date }) => date))];
  return {
    rows: [...rows],
    days: dates.map((date) => {
      const ofDay = rows.filter((row) => row.date === date);
      const amounts = ofDay.map((row) => {
        if (row.kind === 'refund') return row.refund.state === 'refunded' ? -row.refund.amount : 0;
        return row.payment.state === 'paid' ? row.payment.amount : 0;
      });
      const counts = { paid: 0, 'not-paid': 0, unresolved: 0, refunded: 0, 'not-refunded': 0 };
      for (const row of ofDay) counts[outcomeOf(row)] += 1;
      const amount = amounts.reduce((sum, one) => sum + one, 0);
      return { date, counts, net: [{ amount, currency: 'CNY' }] };
    }),
    next: null,
    today: dateOf(NOON),
    whole: true,
    ...given,
  };
};

/** Paid payments, one a minute before the other, so many a day. */
export const manyRows = (count: number, aDay: number, from = 0): readonly HistoryRowView[] =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const startedAt = NOON - Math.floor(number / aDay) * DAY_MS - (number % aDay) * 60_000;
    const reference = `T1-20261105-${String(1000 - number).padStart(6, '0')}-QK3M9Z7A`;
    return paymentRow(
      payment({
        reference,
        startedAt,
        state: 'paid',
        orderReference: `Table ${number}`,
        amount: 1_250 + number,
      }),
    );
  });
