import { expect, test } from 'vitest';
import { drain } from '#sqlite/rows/drain.ts';
import { newJournalFile, NOON, openForTest, sell } from '../kit/new-journal.ts';
import { addNewerEvent } from '../kit/shop-journal.ts';

test('takings are added up again without a payment that cannot be read', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1', NOON);
  sell(journal, 'T1-2', NOON);
  addNewerEvent(file, 'T1-2');
  journal.clearTakings();
  drain(journal.addUp());
  expect(journal.isAddedUp()).toBe(true);
  expect(journal.takings(0, Number.MAX_SAFE_INTEGER, 'CNY', 'quarter')).toMatchObject([
    { paidCount: 1, paid: 1250 },
  ]);
  journal.close();
});

test('a part of a quarter hour is added up without a payment that cannot be read', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1', NOON);
  sell(journal, 'T1-2', NOON);
  addNewerEvent(file, 'T1-2');
  expect(journal.takingsWithin(NOON, NOON + 600_000, 'CNY')).toMatchObject({ paidCount: 1, paid: 1250 });
  journal.close();
});
