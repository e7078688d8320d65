import { expect, test } from 'vitest';
import { hashedText, NO_ROWS } from '#domain/journal/chained-row.ts';
import { sha256 } from '#electron/system/ids.ts';
import { newJournalFile, NOON, openForTest, sell } from '../kit/new-journal.ts';

const MANY = 1_000_000;

test('rows come as they are stored, in order, and their hashes follow from them', () => {
  const journal = openForTest(newJournalFile());
  for (const reference of ['T1-1', 'T1-2', 'T1-3']) sell(journal, reference);
  const batch = journal.rowsToPush(0, MANY, MANY)!;
  const head = batch.rows.reduce((before, [at, reference, type, payload]) => {
    const row = { sequence: before.sequence + 1, at, reference, type, payload, previousHash: before.hash };
    return { sequence: row.sequence, hash: sha256(hashedText(row)) };
  }, NO_ROWS);
  expect(head).toEqual(journal.head());
  expect(batch.upTo).toEqual(head);
  expect(batch.rows[0]).toMatchObject([NOON, 'T1-1', 'intended', expect.stringContaining('"intent"')]);
});

test('a batch has a limited number of rows and characters, but never none if there is a row', () => {
  const journal = openForTest(newJournalFile());
  for (const reference of ['T1-1', 'T1-2']) sell(journal, reference);
  expect(journal.rowsToPush(1, 2, MANY)).toMatchObject({ upTo: { sequence: 3 } });
  const [first, second] = journal.rowsToPush(0, 2, MANY)!.rows;
  const letters = first![3].length + second![3].length;
  expect(journal.rowsToPush(0, MANY, letters)!.rows).toHaveLength(2);
  expect(journal.rowsToPush(0, MANY, letters - 1)!.rows).toHaveLength(1);
  expect(journal.rowsToPush(0, MANY, 0)!.rows).toHaveLength(1);
  expect(journal.rowsToPush(journal.head().sequence, MANY, MANY)).toBeNull();
});
