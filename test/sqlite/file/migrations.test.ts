import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import {
  APPLICATION_ID,
  LATEST_VERSION,
  migrate,
  MIGRATIONS,
  SKIPS_ZS,
  skipsZs,
} from '#sqlite/file/migrate.ts';
import { journal as journalTables } from '#sqlite/file/migrations/version-0.1/0010-journal.ts';
import { findReferences } from '../../support/made-up/find-references.ts';
import { verify } from '#sqlite/check/verify.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { intended, NOON, openForTest, sell, reportedPayment } from '../kit/new-journal.ts';
import { backUp } from '#sqlite/restore/backup.ts';
import { addNewerEvent, newShop, openShop, sellMany, spoilRow } from '../kit/shop-journal.ts';
import { undoLeanRows } from '../kit/whole-rows.ts';

/** The shop's journal as the first version of this program wrote it: without the column for accepted late payments. */
const oldShop = () => {
  const shop = newShop();
  const now = openForTest(shop.file);
  sell(now, 'T1-1');
  now.append('T1-2', intended('T1-2'), NOON + 60_000);
  now.append('T1-2', { type: 'created', payment: reportedPayment('T1-2', 1) }, NOON + 61_000);
  now.close();
  const db = new Database(shop.file);
  const rows = db.prepare('SELECT * FROM events').all();
  const payments = db.prepare('SELECT * FROM payments').all() as { body: string }[];
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'history_text_%'")
    .pluck()
    .all() as string[];
  for (const table of tables.toSorted().toReversed()) db.exec(`DROP TABLE ${table}`);
  db.pragma('user_version = 0');
  migrate(db, [{ version: 10, sql: journalTables }]);
  const put = (table: string, row: object): void => {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const names = Object.keys(row).filter((name) => columns.includes(name));
    db.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    ).run(row);
  };
  for (const row of rows) put('events', row as object);
  for (const row of payments)
    put('payments', {
      ...row,
      body: row.body.replace('"lateAccepted":false,', '').replace('"cashier":null,', ''),
    });
  db.close();
  return shop;
};

test('a journal of the first version is copied, brought up to date, and loses nothing', () => {
  const shop = oldShop();
  const asItWas = readFileSync(shop.file);
  expect(verify(shop.file)).toMatchObject({ ok: true, events: 5, payments: 2 });
  expect(readFileSync(shop.file)).toEqual(asItWas);
  const { journal, recovered, fault } = openShop(shop);
  expect({ recovered, fault }).toEqual({ recovered: null, fault: null });
  expect(journal.payment('T1-1')).toMatchObject({ state: 'paid', lateAccepted: false });
  expect(journal.payment('T1-2')).toMatchObject({ state: 'open' });
  expect(journal.isAddedUp()).toBe(false);
  drain(journal.addUp());
  expect(journal.isAddedUp()).toBe(true);
  expect(journal.takings(0, Number.MAX_SAFE_INTEGER, 'CNY', 'quarter')).toMatchObject([
    { paidCount: 1, paid: 1250 },
  ]);
  expect(findReferences(journal, 't1-')).toEqual(['T1-2', 'T1-1']);
  journal.close();
  expect(verify(shop.file)).toMatchObject({ ok: true, events: 5, payments: 2 });

  expect(readdirSync(shop.backupsFolder)).toEqual(['format-10-20261123T120000Z.db']);
  const copy = new Database(join(shop.backupsFolder, 'format-10-20261123T120000Z.db'), { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(10);
  expect(copy.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  expect(copy.prepare('SELECT count(*) FROM events').pluck().get()).toBe(5);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  copy.close();
  openShop(shop).journal.close();
  expect(readdirSync(shop.backupsFolder)).toHaveLength(1);
});

test('a journal that cannot be migrated is copied once, however often the till is started', () => {
  const shop = oldShop();
  addNewerEvent(shop.file, 'T1-2');
  for (const minute of [0, 1, 2])
    expect(() => openShop(shop, false, NOON + minute * 60_000)).toThrow('No matching discriminator');
  expect(readdirSync(shop.backupsFolder)).toHaveLength(1);
});

test('a journal of the first version that was damaged is recovered, although it cannot be migrated as it is', () => {
  const shop = oldShop();
  spoilRow(shop.file, 5, `type = 'unheard-of', payload = '{"type":"unheard-of"}'`);
  const { journal, recovered, fault } = openShop(shop);
  expect(fault).toContain('row 5');
  expect(recovered).toMatchObject({ from: null, carriedOver: 4 });
  expect(journal.payment('T1-1')).toMatchObject({ state: 'paid' });
});

test('a journal that cannot be copied first is not touched', () => {
  const shop = oldShop();
  mkdirSync(dirname(shop.backupsFolder), { recursive: true });
  writeFileSync(shop.backupsFolder, 'in the way');
  expect(() => openShop(shop)).toThrow('EEXIST');
  const db = new Database(shop.file, { readonly: true });
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  expect(LATEST_VERSION).toBeGreaterThan(10);
  db.close();
});

/** What formats later than those added. */
const NAMING_INDEXES = ['by', 'approvedBy', 'to', 'person', 'intent_askedBy', 'intent_approvedBy'].map(
  (place) => `events_naming_${place}`,
);
const NEWEST_INDEXES = [...NAMING_INDEXES, 'refunds_by_change'];
const ADDED_INDEXES = ['events_by_hand', 'events_of_people_by_type', ...NEWEST_INDEXES];
const COARSER = ['takings_by_hour', 'takings_by_day', 'charges_by_day'];

test('a journal that skips the numbers of lost Zs has a format of its own, which no migration has', () => {
  const numbers = MIGRATIONS.map(({ version }) => version);
  expect(numbers.filter((number) => skipsZs(number))).toEqual([]);
  expect(numbers.filter((number) => number % 5 !== 0)).toEqual([]);
  expect(SKIPS_ZS).toBeGreaterThan(LATEST_VERSION);
  const { file } = newShop();
  const journal = openForTest(file);
  journal.allowSkippedZs();
  journal.close();
  openForTest(file).close();
  expect(verify(file)).toMatchObject({ ok: true });
});

/** The journal as the program wrote it whose newest migration was `newest`; in `format`, whether it skips Zs or not. */
const makeOlder = (file: string, newest: number, format: number): void => {
  const db = new Database(file);
  const older = new Database(':memory:');
  migrate(
    older,
    MIGRATIONS.filter(({ version }) => version <= newest),
  );
  const schema = 'SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL';
  const inOlder = older.prepare(schema).all('index') as { name: string; sql: string }[];
  const inNewest = (db.prepare(schema).all('index') as { name: string }[]).map(({ name }) => name);
  for (const name of inNewest) if (!inOlder.some((one) => one.name === name)) db.exec(`DROP INDEX ${name}`);
  for (const { name, sql } of inOlder) if (!inNewest.includes(name)) db.exec(sql);
  db.pragma(`user_version = ${format}`);
  older.close();
  db.close();
};

describe.each([
  ['that has lost no Z', 230, LATEST_VERSION],
  ['that skips the numbers of lost Zs', 250, SKIPS_ZS],
])('a journal with an index of payments by change, %s (format %i),', (_which, format, later) => {
  /** Three sales in a backup and two more, all in that format. */
  const indexedShop = async () => {
    const shop = newShop();
    const journal = openForTest(shop.file);
    if (format === 250) journal.allowSkippedZs();
    sellMany(journal, 1, 3);
    const backup = await backUp(journal, shop.backupsFolder, shop.checkpoints, NOON);
    sellMany(journal, 4, 2);
    shop.checkpoints.sign(journal.head(), NOON);
    journal.close();
    for (const file of [shop.file, backup]) {
      makeOlder(file, 230, format);
      const db = new Database(file);
      expect(
        db.prepare("SELECT name FROM sqlite_schema WHERE name = 'payments_by_change'").pluck().get(),
      ).toBe('payments_by_change');
      db.close();
    }
    return { shop, backup };
  };

  test('is sound before it is migrated, and opens without an alarm', async () => {
    const { shop } = await indexedShop();
    expect(verify(shop.file)).toMatchObject({ ok: true, payments: 5 });
    const { journal, recovered, fault } = openShop(shop, true);
    expect({ recovered, fault }).toEqual({ recovered: null, fault: null });
    sellMany(journal, 6, 1);
    journal.close();
    expect(verify(shop.file)).toMatchObject({ ok: true, payments: 6 });
    const db = new Database(shop.file, { readonly: true });
    expect(db.pragma('user_version', { simple: true })).toBe(later);
    db.close();
    expect(readdirSync(shop.backupsFolder)).toContain(`format-${format}-20261123T120000Z.db`);
  });

  test('is recovered from its backup, once it is damaged', async () => {
    const { shop, backup } = await indexedShop();
    spoilRow(shop.file, 13);
    expect(openShop(shop).recovered).toMatchObject({ from: backup, carriedOver: 3, lastSequence: 12 });
  });
});

test('a journal that skips the numbers of lost Zs gets what was added since, and goes on skipping them', () => {
  const { file } = newShop();
  const journal = openForTest(file);
  journal.allowSkippedZs();
  journal.close();
  const db = new Database(file);
  undoLeanRows(db);
  for (const index of NEWEST_INDEXES) db.exec(`DROP INDEX ${index}`);
  db.pragma('user_version = 130');
  db.close();
  openForTest(file).close();
  expect(verify(file)).toMatchObject({ ok: true });
  const opened = new Database(file, { readonly: true });
  expect(opened.pragma('user_version', { simple: true })).toBe(SKIPS_ZS);
  opened.close();
});

test.each([
  [105, LATEST_VERSION],
  [110, SKIPS_ZS],
])(
  'takings that are added up by now (format %i) are kept, and known by hours and days at once',
  (version, later) => {
    const { file } = newShop();
    const journal = openForTest(file);
    if (version === 110) journal.allowSkippedZs();
    for (let n = 0; n < 40; n += 1) sell(journal, `T1-${n}`, NOON + n * 7_000_000);
    journal.close();
    const db = new Database(file);
    const tables = () => COARSER.map((table) => db.prepare(`SELECT * FROM ${table}`).all());
    const before = tables();
    for (const table of COARSER) db.exec(`DROP TABLE ${table}`);
    undoLeanRows(db);
    for (const index of ADDED_INDEXES) db.exec(`DROP INDEX ${index}`);
    db.pragma(`user_version = ${version}`);
    const again = openForTest(file);
    expect(again.isAddedUp()).toBe(true);
    again.close();
    expect(tables()).toEqual(before);
    expect(db.pragma('user_version', { simple: true })).toBe(later);
    db.close();
    expect(verify(file)).toMatchObject({ ok: true, payments: 40 });
  },
);

describe('a journal of the first version that the till was never started on again', () => {
  test('is broken where a row was changed, and that row is named', () => {
    const { file } = oldShop();
    const db = new Database(file);
    for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
      db.exec(`DROP TRIGGER ${String(name)}`);
    db.exec("UPDATE events SET payload = '{}' WHERE sequence = 4");
    db.close();
    expect(verify(file)).toEqual({ ok: false, sequence: 4, why: 'its content does not match its hash' });
  });

  test.each(['DROP INDEX payments_by_start', 'DROP TRIGGER events_are_never_changed', 'DROP TABLE payments'])(
    'is broken after %s',
    (sql) => {
      const { file } = oldShop();
      const db = new Database(file);
      db.exec(sql);
      db.close();
      expect(verify(file)).toMatchObject({
        ok: false,
        why: expect.stringContaining('were changed') as string,
      });
    },
  );
});
