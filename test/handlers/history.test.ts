import { expect, test } from 'vitest';
import { historyHandlers } from '#handlers/history.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import type { HistoryInput } from '#contract/views/history-views.ts';
import { HistoryCashiersView, HistoryPageView } from '#contract/views/history-views.ts';
import { refundIntended, refundReported } from '../sqlite/kit/refund-events.ts';
import { intended, newJournalFile, NOON, openForTest, sell } from '../sqlite/kit/new-journal.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { settings, stationKit } from '../support/station-kit.ts';
import { ANY_HISTORY } from '../support/made-up/any-history.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const lin = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;

const REJECTED = { type: 'refused', failure: 'rejected', reasons: [], payment: null } as const;
const NONE = { paid: 0, 'not-paid': 0, unresolved: 0, refunded: 0, 'not-refunded': 0 };
const EVERYTHING: HistoryInput = { ...ANY_HISTORY, after: null };

/** A day that ends at four in the morning: two payments and a refund on the 23rd, one of them at night; one on the 22nd. */
const open = (seesTotals = true) => {
  const journal = openForTest(newJournalFile());
  sell(journal, 'T1-0', NOON - DAY, { amount: 500, cashier: chen });
  sell(journal, 'T1-1', NOON, { cashier: lin, orderReference: 'Table 7' });
  journal.appendRefund('R1', refundIntended('R1', 250), NOON + HOUR);
  journal.appendRefund('R1', { type: 'refund-created', refund: refundReported('R1', 250, 2) }, NOON + HOUR);
  sell(journal, 'T1-2', NOON + 14 * HOUR, { amount: 1_000, cashier: chen });
  const { desk: payments } = stationKit();
  const handlers = historyHandlers({
    journal,
    payments,
    settings,
    businessDays: businessDays({ cutOff: '04:00', timeZone: 'UTC' }),
    refunds: { tracker: { otherSiteOf: () => null, maySettle: () => false } },
    session: { permissions: { mayAlone: () => seesTotals } },
    clock: new HandClock(NOON + 15 * HOUR),
  });
  const page = (asked: Partial<HistoryInput> = {}) =>
    HistoryPageView.parse(handlers['history.page']({ ...EVERYTHING, ...asked }).value);
  return { handlers, page, journal };
};
const names = ({ rows }: HistoryPageView) =>
  rows.map((row) => (row.kind === 'payment' ? row.payment.reference : row.refund.reference));

test('a page has payments and refunds newest first, and what each business day took', () => {
  const shown = open().page();
  expect(names(shown)).toEqual(['T1-2', 'R1', 'T1-1', 'T1-0']);
  expect(shown.rows.map(({ date }) => date)).toEqual([
    '2026-11-23',
    '2026-11-23',
    '2026-11-23',
    '2026-11-22',
  ]);
  expect(shown.days).toEqual([
    {
      date: '2026-11-23',
      counts: { ...NONE, paid: 2, refunded: 1 },
      net: [{ amount: 2_000, currency: 'CNY' }],
    },
    { date: '2026-11-22', counts: { ...NONE, paid: 1 }, net: [{ amount: 500, currency: 'CNY' }] },
  ]);
  expect(shown).toMatchObject({ next: null, today: '2026-11-23', whole: true });
});

test('what took no money is counted beside what did, never with it', () => {
  const { page, journal } = open();
  const failed = { reference: 'T1-3', at: NOON + HOUR };
  journal.append(failed.reference, intended(failed.reference), failed.at);
  journal.append(failed.reference, REJECTED, failed.at);
  journal.append('T1-4', intended('T1-4'), NOON + 2 * HOUR);
  journal.appendRefund('R2', refundIntended('R2', 100), NOON + 3 * HOUR);
  expect(page({ from: '2026-11-23' }).days).toEqual([
    {
      date: '2026-11-23',
      counts: { paid: 2, 'not-paid': 1, unresolved: 2, refunded: 1, 'not-refunded': 0 },
      net: [{ amount: 2_000, currency: 'CNY' }],
    },
  ]);
});

test('a cashier who may not see totals sees the payments and no sums', () => {
  const { rows, days } = open(false).page();
  expect([rows.length, ...days.map(({ net }) => net)]).toEqual([4, null, null]);
});

test('the sums are those of the search results', () => {
  const shown = open().page({ text: 'table 7' });
  expect(names(shown)).toEqual(['R1', 'T1-1']);
  expect(shown.days).toMatchObject([{ counts: { paid: 1, refunded: 1 }, net: [{ amount: 1_000 }] }]);
});

test.each([
  [{ from: '2026-11-23', to: '2026-11-23' }, ['T1-2', 'R1', 'T1-1']],
  [{ to: '2026-11-22' }, ['T1-0']],
  [{ from: '2026-11-24' }, []],
  [{ filter: 'refunds' }, ['R1']],
  [{ filter: 'paid', least: 1_000 }, ['T1-2', 'T1-1']],
  [{ most: 500 }, ['R1', 'T1-0']],
  [{ cashier: 'p2' }, ['T1-2', 'T1-0']],
  [{ filter: 'unresolved' }, []],
] satisfies readonly (readonly [Partial<HistoryInput>, readonly string[]])[])(
  '%j leaves %j',
  (asked, left) => {
    expect(names(open().page(asked))).toEqual(left);
  },
);

test('everyone who ever charged or refunded can be chosen', () => {
  const { value } = open().handlers['history.cashiers']();
  expect(HistoryCashiersView.parse(value)).toEqual([
    { id: 'p1', name: 'Lin' },
    { id: 'p2', name: 'Chen' },
  ]);
});
