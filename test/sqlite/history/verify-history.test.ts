import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { findReferences } from '../../support/made-up/find-references.ts';
import { verify } from '#sqlite/check/verify.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';
import { refundIntended, refundReported } from '../kit/refund-events.ts';
import { intended, newJournalFile, NOON, openForTest, reportedPayment, sell } from '../kit/new-journal.ts';

const shop = (): string => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1', NOON, { orderReference: 'Table 7' });
  sell(journal, 'T1-2', NOON + 1, { orderReference: 'Table 8' });
  journal.appendRefund('R1', refundIntended('R1', 100), NOON + 2);
  journal.close();
  return file;
};

const tables = (file: string): readonly unknown[] => {
  const db = new Database(file, { readonly: true });
  const read = ['history', 'history_places'].map((table) => db.prepare(`SELECT * FROM ${table}`).all());
  db.close();
  return read;
};

const change = (file: string, sql: string): void => {
  const db = new Database(file);
  db.exec(sql);
  db.close();
};

const rebuild = (file: string): void => {
  const db = new Database(file);
  db.transaction(() => rebuildProjections(db))();
  db.close();
};

const NOT_INDEXED =
  "INSERT INTO history_text (history_text, rowid, words, numbers) SELECT 'delete', id, words, numbers";

test.each([
  ['a sum', 'UPDATE history SET amount = 1 WHERE cashier IS NULL', 'differs from the rows'],
  [
    'an order',
    "UPDATE history SET words = replace(words, 'table', 'chair') WHERE id = 4",
    'differs from the rows',
  ],
  ['a payment that is not there', 'DELETE FROM history WHERE id = 2', 'differs from the rows'],
  [
    'one too many',
    "INSERT INTO history VALUES (98, 'paid', 1, 1, 'CNY', NULL, '', '')",
    'of no payment or refund',
  ],
  ['a row that is not indexed', `${NOT_INDEXED} FROM history WHERE id = 4`, 'differs from its rows'],
  [
    'other words in the index',
    `${NOT_INDEXED} FROM history WHERE id = 4;
     INSERT INTO history_text (rowid, words, numbers) SELECT id, replace(words, 'table', 'chair'), numbers FROM history
     WHERE id = 4`,
    'differs from its rows',
  ],
])('a check finds %s in the history, and rebuilding puts it right', (_what, sql, why) => {
  const file = shop();
  const before = tables(file);
  expect(verify(file)).toMatchObject({ ok: true });
  const sound = openForTest(file);
  expect(verify(file)).toMatchObject({ ok: true });
  sound.close();
  change(file, sql);
  const fault = { ok: false, why: expect.stringContaining(why) as string };
  expect(verify(file)).toMatchObject(fault);
  const till = openForTest(file);
  expect(verify(file)).toMatchObject(fault);
  till.close();
  rebuild(file);
  expect(verify(file)).toMatchObject({ ok: true });
  expect(tables(file)).toEqual(before);
});

test('payments of an earlier version are entered while the till is open, and are then found', () => {
  const file = shop();
  const more = openForTest(file);
  for (let number = 0; number < 120; number += 1) sell(more, `T2-${number}`, NOON + 100 + number);
  more.close();
  const before = tables(file);
  change(
    file,
    `DELETE FROM history; INSERT INTO history_text (history_text) VALUES ('delete-all');
     UPDATE history_missing SET payments = (SELECT max(number) FROM payments),
       refunds = (SELECT max(number) FROM refunds)`,
  );
  expect(verify(file)).toMatchObject({ ok: true });
  const journal = openForTest(file);
  const found = () => findReferences(journal, 'table');
  expect(journal.isHistoryWhole()).toBe(false);
  expect(found()).toEqual([]);
  journal.append('T1-1', { type: 'observed', payment: reportedPayment('T1-1', 2) }, NOON + 5);
  drain(journal.fillHistory());
  expect(journal.isHistoryWhole()).toBe(true);
  expect(found().toSorted()).toEqual(['T1-1', 'T1-2']);
  journal.close();
  expect(tables(file)).toEqual(before);
});

test('a refund whose payment is imported after it is found by its order', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  const refund = refundReported('R1', 100, 2);
  journal.appendRefund('R1', { ...refundIntended('R1', 100), type: 'refund-found', refund }, NOON);
  journal.append('T1-1', intended('T1-1', { orderReference: 'Table 7' }), NOON);
  const query = { text: 'table', currency: 'CNY', filter: 'refunds', cashier: null } as const;
  const found = journal.history({ ...query, from: null, to: null, least: null, most: null }, null, 9);
  expect(found).toMatchObject({ rows: [{ row: { kind: 'refund', refund: { reference: 'R1' } } }] });
  journal.close();
  expect(verify(file)).toMatchObject({ ok: true });
});

test.each(['\ufffe\uffff', 'a\ud800b', '\u0000', 'ﾃｰﾌﾞﾙ 7', '🍵🍵'])(
  'a history with an order reference of odd characters is sound (%j)',
  (orderReference) => {
    const file = newJournalFile();
    const journal = openForTest(file);
    sell(journal, 'T1-1', NOON, { orderReference });
    journal.close();
    expect(verify(file)).toMatchObject({ ok: true, payments: 1 });
  },
);
