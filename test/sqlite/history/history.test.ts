import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryPlace, HistoryQuery, HistoryRow, HistorySum } from '#domain/history/history.ts';
import { HISTORY_FILTERS, outcomeOf } from '#domain/history/history.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';
import type { FoundHistory } from '#services/journal-ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { refundIntended, refundReported } from '../kit/refund-events.ts';
import { EVERY_ROW } from '../kit/every-row.ts';
import { intended, newJournalFile, NOON, openForTest, reportedPayment } from '../kit/new-journal.ts';

const lin = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
const zoe = { id: 'p2', name: 'Zoë', role: 'manager' } as const;

const WORDS = [
  'table',
  'Table',
  '7',
  '12',
  '7.12',
  'TAB',
  'ab',
  'é',
  'É',
  '支付',
  '🧾',
  '%',
  '_',
  '"',
  "'",
  '*',
];
const anyWords = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 3 })
  .map((words) => words.join(' '));

const anySale = fc.record({
  minute: fc.nat(40),
  amount: fc.constantFrom(700, 712, 1_200, 12_000),
  orderReference: anyWords,
  cashier: fc.constantFrom(lin, zoe, null),
  status: fc.constantFrom(null, 1, 2, 2, 3),
  id: fc.constantFrom('7', '4711', '20261123712'),
  wallet: fc.constantFrom(null, '2026112322001461'),
  /** How much of it is refunded, and whether that succeeds. */
  refund: fc.constantFrom(null, null, 100, 712),
  refunded: fc.boolean(),
});
type Sale = typeof anySale extends fc.Arbitrary<infer S> ? S : never;

const shop = (sales: readonly Sale[]): OpenJournal => {
  const journal = openForTest(newJournalFile());
  for (const [index, sale] of sales.entries()) {
    const { amount, orderReference, cashier, id } = sale;
    const at = NOON + sale.minute * 60_000;
    const reference = `T1-20261123-00000${index}-ABCDEFGH${index}7`;
    journal.append(reference, intended(reference, { amount, orderReference, cashier }), at);
    if (sale.status === null) continue;
    const payment = {
      ...reportedPayment(reference, sale.status, { amount, id }),
      methodTransactionId: sale.wallet,
    };
    journal.append(reference, { type: 'created', payment }, at);
    const left = sale.refund ?? amount + 1;
    if (sale.status !== 2 || left > amount) continue;
    const refund = `R1-20261123-00000${index}`;
    const asked = { paymentReference: reference, paymentId: id, askedBy: zoe, approvedBy: lin };
    journal.appendRefund(refund, refundIntended(refund, left, asked), at + 30_000);
    const reported = { ...refundReported(refund, left, 2), paymentId: id };
    if (sale.refunded)
      journal.appendRefund(refund, { type: 'refund-created', refund: reported }, at + 31_000);
  }
  return journal;
};

const bare = (text: string): string =>
  text
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase();
const parts = (text: string): readonly string[] =>
  bare(text)
    .split(/[\s\p{Cc}\ue000-\ue00a]+/u)
    .filter(Boolean);
const tidy = (text: string | null | undefined): string => parts(text ?? '').join(' ');

/** What people may look for in a row: words, numbers and amounts. */
const facts = (row: HistoryRow) => {
  const order = tidy(row.payment?.orderReference);
  if (row.kind === 'payment') {
    const { cashier, reference, gateway, amount } = row.payment;
    return {
      words: [order, tidy(cashier?.name)],
      numbers: [reference, gateway?.id, gateway?.methodTransactionId].map(tidy),
      amounts: [amount, moneyOf(row.payment).amount],
    };
  }
  const { askedBy, approvedBy, reference, gateway, paymentReference, paymentId, amount } = row.refund;
  return {
    words: [order, tidy(askedBy?.name), tidy(approvedBy?.name)],
    numbers: [reference, gateway?.id, paymentReference, paymentId].map(tidy),
    amounts: [amount],
  };
};

const hasWord = (row: HistoryRow, word: string): boolean => {
  const { words, numbers, amounts } = facts(row);
  const read = readAmount(word, 'CNY');
  const isIn = (number: string): boolean => {
    if (!read.ok || word.length >= 6) return number.includes(word);
    return word.length >= 4 ? number.endsWith(word) : number === word;
  };
  return (
    words.some((one) => one.includes(word)) ||
    numbers.some(isIn) ||
    (read.ok && amounts.includes(read.amount))
  );
};

const hasText = (row: HistoryRow, text: string): boolean => {
  const words = parts(text);
  const whole = words.join(' ');
  const isOneNumber = /^[\d ]+$/.test(whole) || readAmount(whole, 'CNY').ok;
  return (
    words.every((word) => hasWord(row, word)) ||
    (isOneNumber && words.length > 0 && hasWord(row, words.join('')))
  );
};

const isIn = (value: number, least: number | null, most: number | null): boolean =>
  value >= (least ?? 0) && value <= (most ?? Infinity);

const matches = (row: HistoryRow, query: HistoryQuery): boolean => {
  const { startedAt, amount } =
    row.kind === 'payment' ? { ...row.payment, amount: moneyOf(row.payment).amount } : row.refund;
  const by = row.kind === 'payment' ? row.payment.cashier : row.refund.askedBy;
  return (
    (query.filter === 'all' ||
      query.filter === (row.kind === 'refund' ? 'refunds' : outcomeOf(row)) ||
      query.filter === outcomeOf(row)) &&
    (query.cashier === null || query.cashier === by?.id) &&
    isIn(startedAt, query.from, query.to === null ? null : query.to - 1) &&
    isIn(amount, query.least, query.most) &&
    hasText(row, query.text)
  );
};

const anyTime = fc.option(fc.nat(42).map((minute) => NOON + minute * 60_000));
const anyAmount = fc.option(fc.constantFrom(0, 100, 700, 712, 1_200, 20_000));
const anyQuery: fc.Arbitrary<HistoryQuery> = fc.record({
  text: fc.oneof(
    fc.constantFrom(
      '',
      '',
      '4711',
      '711',
      '2026',
      'abcdefgh',
      '1461',
      '2026 1123',
      'lin',
      'ZOE',
      'r1',
      '000003',
    ),
    anyWords,
  ),
  currency: fc.constant('CNY'),
  filter: fc.constantFrom(...HISTORY_FILTERS),
  cashier: fc.option(fc.constantFrom('p1', 'p2'), { freq: 1 }),
  from: anyTime,
  to: anyTime,
  least: anyAmount,
  most: anyAmount,
});

const pages = (journal: OpenJournal, query: HistoryQuery, size: number) => {
  const found = [];
  for (let from: HistoryPlace | null = null; ;) {
    const page: FoundHistory = journal.history(query, from, size);
    found.push(...page.rows);
    if (page.next === null) return found;
    from = page.next;
  }
};

const TIMES = [0, 10, 20, 41].map((minute, index) => ({
  from: NOON + minute * 60_000,
  to: NOON + [10, 20, 41, 100][index]! * 60_000,
}));

const asSum = (row: HistoryRow): HistorySum => ({
  kind: row.kind,
  outcome: outcomeOf(row),
  count: 1,
  ...(row.kind === 'payment' ? moneyOf(row.payment) : row.refund),
});

const totalled = (sums: readonly HistorySum[]): Readonly<Record<string, readonly number[]>> => {
  const total: Record<string, [number, number]> = {};
  for (const { kind, outcome, currency, count, amount } of sums) {
    const [counted, summed] = total[`${kind} ${outcome} ${currency}`] ?? [0, 0];
    total[`${kind} ${outcome} ${currency}`] = [counted + count, summed + amount];
  }
  return total;
};

test('the search finds, in pages of any size, what reading every row finds, with the same sums', () => {
  fc.assert(
    fc.property(
      fc.array(anySale, { minLength: 1, maxLength: 9 }),
      fc.array(anyQuery, { minLength: 20, maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
      (sales, queries, size) => {
        const journal = shop(sales);
        const all = journal.history(EVERY_ROW, null, 100).rows;
        expect(all.length).toBeGreaterThanOrEqual(sales.length);
        for (const query of queries) {
          const expected = all.filter(({ row }) => matches(row, query));
          expect(pages(journal, query, size), JSON.stringify(query)).toEqual(expected);
          const within = TIMES.map(({ from, to }) =>
            expected.filter(({ place: { at } }) => at >= from && at < to).map(({ row }) => row),
          );
          const summed = journal.historySums(query, TIMES).map((sums) => totalled(sums));
          expect(summed).toEqual(within.map((rows) => totalled(rows.map(asSum))));
        }
      },
    ),
    { numRuns: 40 },
  );
});
