import { expect, test } from 'vitest';
import { intended, newJournalFile, NOON, openForTest, sell, reportedPayment } from '../kit/new-journal.ts';

test('a payment is found by every number that a person may have, newest first', () => {
  const journal = openForTest(newJournalFile());
  const reference = 'T1-20261123-000001-QK3M9Z7A';
  sell(journal, reference, NOON, { orderReference: 'Table 9' });
  sell(journal, 'T1-2', NOON + 60_000, { amount: 990 });
  sell(journal, 'T1-3', NOON + 120_000, { amount: 990 });
  journal.append('T1-4', intended('T1-4', { amount: 990 }), NOON);
  const payment = {
    ...reportedPayment('T1-4', 1),
    id: '777',
    amount: 990,
    methodTransactionId: '2026112322001',
  };
  journal.append('T1-4', { type: 'created', payment }, NOON);
  const found = (text: string, amount: number | null = null) =>
    journal.search(text, amount).map((one) => one.reference);
  expect(found(reference)).toEqual([reference]);
  expect(found('qk3m9z7a')).toEqual([reference]);
  expect(found('Table 9')).toEqual([reference]);
  expect(found('777')).toEqual(['T1-4']);
  expect(found('2026112322001')).toEqual(['T1-4']);
  expect(found('9.90', 990)).toEqual(['T1-4', 'T1-3', 'T1-2']);
  expect(found("'; DROP TABLE payments; --")).toEqual([]);
});
