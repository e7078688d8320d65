import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { changesIn } from '#sqlite/rows/changed-columns.ts';

const tableOfSales = () => {
  const db = new Database(':memory:');
  db.exec(`
    CREATE TABLE sales (id INTEGER PRIMARY KEY, state TEXT NOT NULL, gateway TEXT) STRICT;
    INSERT INTO sales VALUES (1, 'open', NULL);
    CREATE TABLE named (name TEXT NOT NULL) STRICT;
    CREATE TRIGGER state_is_named AFTER UPDATE OF state ON sales BEGIN INSERT INTO named VALUES ('state'); END;
    CREATE TRIGGER gateway_is_named AFTER UPDATE OF gateway ON sales BEGIN INSERT INTO named VALUES ('gateway'); END;`);
  return {
    change: changesIn(db, { table: 'sales', key: 'id', columns: ['id', 'state', 'gateway'] }),
    sales: () => db.prepare('SELECT * FROM sales').all(),
    named: () => db.prepare('SELECT name FROM named').pluck().all(),
  };
};

test('only the changed columns of a row are written', () => {
  const { change, sales, named } = tableOfSales();
  expect(change({ id: 1, state: 'open', gateway: '4711' })).toBe(true);
  expect(sales()).toEqual([{ id: 1, state: 'open', gateway: '4711' }]);
  expect(named()).toEqual(['gateway']);
});

test('a row that is already correct is not written', () => {
  const { change, named } = tableOfSales();
  expect(change({ id: 1, state: 'open', gateway: null })).toBe(true);
  expect(named()).toEqual([]);
});

test('a value that is gone is removed', () => {
  const { change, sales } = tableOfSales();
  change({ id: 1, state: 'paid', gateway: '4711' });
  change({ id: 1, state: 'open', gateway: null });
  expect(sales()).toEqual([{ id: 1, state: 'open', gateway: null }]);
});

test('a missing row is not made up', () => {
  const { change, sales } = tableOfSales();
  expect(change({ id: 2, state: 'paid', gateway: null })).toBe(false);
  expect(sales()).toHaveLength(1);
});
