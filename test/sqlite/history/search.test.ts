import { expect, test } from 'vitest';
import type { OpenJournal } from '#sqlite/journal.ts';
import { refundIntended } from '../kit/refund-events.ts';
import { intended, newJournalFile, NOON, openForTest, reportedPayment, sell } from '../kit/new-journal.ts';
import { findReferences } from '../../support/made-up/find-references.ts';

const REFERENCE = 'T1-20261123-000001-QK3M9Z7A';

/** Table 9; two payments of ¥9.90; one that Alipay knows; and a refund of the second. */
const shop = (): OpenJournal => {
  const journal = openForTest(newJournalFile());
  const chen = { id: 'p2', name: 'Chen Wei', role: 'manager' } as const;
  sell(journal, REFERENCE, NOON, { orderReference: 'Table 9', amount: 1_100, cashier: chen });
  sell(journal, 'T1-1', NOON + 1, { amount: 990, note: 'Blue coat, collected tomorrow' });
  sell(journal, 'T1-2', NOON + 2, { amount: 990 });
  journal.append('T1-3', intended('T1-3'), NOON + 3);
  const payment = reportedPayment('T1-3', 1, { id: '777', methodTransactionId: '2026112322001461' });
  journal.append('T1-3', { type: 'created', payment }, NOON + 3);
  const refund = refundIntended('R1', 123);
  journal.appendRefund('R1', { ...refund, intent: { ...refund.intent, askedBy: chen } }, NOON + 4);
  sell(journal, 'T1-4', NOON + 5, { orderReference: 'Grüße an Zoë', amount: 536_20 });
  sell(journal, 'T1-5', NOON + 6, { orderReference: 'T1-4' });
  sell(journal, 'T1-6', NOON + 7, { orderReference: '支付宝 🧾 外卖' });
  return journal;
};

test.each([
  ['the number on the receipt', REFERENCE, [REFERENCE]],
  ['that number in small letters', REFERENCE.toLowerCase(), [REFERENCE]],
  ['a part of it', 'K3m9', [REFERENCE]],
  ['its day', '20261123', [REFERENCE, 'T1-3']],
  ['the order', 'Table 9', [REFERENCE]],
  ['a part of the order in capitals', 'ABLE', [REFERENCE]],
  ['the order, full-width', 'ｔａｂｌｅ', [REFERENCE]],
  ['its words in another order', '9 tab', [REFERENCE]],
  ['a part of the note', 'BLUE COA', ['T1-1']],
  ['one letter', 'ë', [REFERENCE, 'T1-4', 'T1-1']],
  ['accents in capitals', 'GRÜ', ['T1-4']],
  ['no accents', 'grusse zoe', ['T1-4']],
  ['a reference that is also an order', 'T1-4', ['T1-5', 'T1-4']],
  ["the gateway's number", '777', ['T1-3']],
  ["the number on the customer's phone", '2026112322001461', ['T1-3']],
  ['that number with blanks', '2026 1123 2200 1461', ['T1-3']],
  ['the end of it', '1461', ['T1-3']],
  ['too little of it', '461', []],
  ['an amount', '9.90', ['T1-2', 'T1-1']],
  ['an amount with its sign', '¥9.9', ['T1-2', 'T1-1']],
  ['an amount and a blank', '536.20 ', ['T1-4']],
  ['a part of an amount', '36', []],
  ['a short number that stands in days', '11', [REFERENCE]],
  ['a refund', 'r1', ['T1-1']],
  ["a refund's amount", '1.23', ['T1-1']],
  ['the cashier, also of a refund', 'chen', ['T1-1', REFERENCE]],
  ['Chinese', '支付', ['T1-6']],
  ['a picture', '🧾', ['T1-6']],
  ['a percent sign', '%', []],
  ['an underscore', '_', []],
  ['an asterisk', '*', []],
  ['quotes', '"\'" OR "', []],
  ['the language of the index', 'words : table NOT near(9)', []],
  ['the language of the database', "'; DROP TABLE payments; --", []],
  ['a NUL between words', 'Table\x009', [REFERENCE]],
  ['half a character', '\ud83e', []],
])('a payment is found by %s', (_what, text, references) => {
  expect(findReferences(shop(), text).toSorted()).toEqual([...references].toSorted());
});

test('a very long text finds nothing, and quickly', () => {
  const journal = shop();
  for (const text of ['x'.repeat(100_000), 'x '.repeat(50_000), '73 '.repeat(50_000), '"'.repeat(100_000)])
    expect(findReferences(journal, text)).toEqual([]);
});

test('results come newest first, one page at most', () => {
  const journal = shop();
  expect(findReferences(journal, 'T1-').slice(0, 3)).toEqual(['T1-6', 'T1-5', 'T1-4']);
  for (let count = 0; count < 61; count += 1)
    sell(journal, `T2-${String(count)}`, NOON + 100 + count, { amount: 33 });
  expect(findReferences(journal, '0.33')).toHaveLength(60);
  expect(findReferences(journal, '0.33')[0]).toBe('T2-60');
});
