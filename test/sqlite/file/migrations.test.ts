import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { APPLICATION_ID, LATEST_VERSION, migrate, SKIPS_ZS } from '#sqlite/file/migrate.ts';
import { journal as journalTables } from '#sqlite/file/migrations/version-0.1/0010-journal.ts';
import { imports } from '#sqlite/file/migrations/version-0.1/0020-imports.ts';
import { activity } from '#sqlite/file/migrations/version-0.1/0030-activity.ts';
import { days } from '#sqlite/file/migrations/version-0.1/0040-days.ts';
import { search } from '#sqlite/file/migrations/version-0.1/0050-search.ts';
import { audit } from '#sqlite/file/migrations/version-0.1/0060-audit.ts';
import { receipts } from '#sqlite/file/migrations/version-0.1/0070-receipts.ts';
import { takings } from '#sqlite/file/migrations/0100-takings.ts';
import { history } from '#sqlite/file/migrations/0105-history.ts';
import { auditByPerson } from '#sqlite/file/migrations/0135-audit-by-person.ts';
import { auditPages } from '#sqlite/file/migrations/0125-audit-pages.ts';
import { coarserTakings } from '#sqlite/file/migrations/0120-coarser-takings.ts';
import { leanRows } from '#sqlite/file/migrations/0200-lean-rows.ts';
import { paymentsByChange } from '#sqlite/file/migrations/0230-payments-by-change.ts';
import { findReferences } from '../../support/made-up/find-references.ts';
import { verify } from '#sqlite/check/verify.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { intended, NOON, openForTest, sell, reportedPayment } from '../kit/new-journal.ts';
import { addNewerEvent, newShop, openShop, spoilRow } from '../kit/shop-journal.ts';
import { undoLeanRows } from '../kit/whole-rows.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a released migration is never changed, because shops have run it', () => {
  expect({
    journalTables: sha256(journalTables),
    imports: sha256(imports),
    activity: sha256(activity),
    days: sha256(days),
    search: sha256(search),
    audit: sha256(audit),
    receipts: sha256(receipts),
    takings: sha256(takings),
    history: sha256(history),
    coarserTakings: sha256(coarserTakings),
    auditPages: sha256(auditPages),
    auditByPerson: sha256(auditByPerson),
    leanRows: sha256(leanRows),
    paymentsByChange: sha256(paymentsByChange),
  }).toEqual({
    journalTables: 'c1e4897b343b14928c31c4e915114a39189a8409304176510de135ac17a1054d',
    imports: '5f018eb875e6db599058d1aa57307a17c606f7c6217a8e4685488d164031ceaf',
    activity: '291887f9c3f677021b6a3dcdbe03231ebf6d45b8522681f109ab675cdf5651e3',
    days: '2dd3999f45980a9238fe8a797872ef6bb2baa299cc6626abfa0a5872ea7daeb4',
    search: 'b3c2c624716f0d7cd3afdfd471446ee988472c326d4d3a2bc0efab21b122cec1',
    audit: '0e1a45c445c1d000317400c41498a568e5da864e980baef4bf081dc2ced71ecc',
    receipts: '1c47a704cde4f1ae6d8339e4cf8f9258df84043ccc3ad6b691acc3a5872083d6',
    coarserTakings: 'cc5fa2cb96b8bc3a571436a302a1ea7020779391da5f4f8488cb4b248aade7f6',
    auditPages: '9bc9940338e6f097131b3d4cd2050037d2448d69bc19499858e8ea1acf9590ec',
    auditByPerson: 'bf818fa45aebac8c94d9409c23c18608db31f0fdb36de07f92ac225d76e14503',
    paymentsByChange: '8d40de5e28417a4540aa439f4aad9053a7eaa660dea68cfb04fc54ce1e8718af',
    leanRows: '3c5d2dc359b6cbb25988ec8b8ac51e24874e5932889da063f780078815ed8455',
    history: '84bd6bee4cf1a1c5fb0af86a0763c036dd656d37fea32235f77b1021f0664111',
    takings: '16f10975fe2194cf08fcb27fe09e855b33833283ce6da319bc534229d609b06e',
  });
});

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

test('a journal that skips the numbers of lost Zs has a format above every migration, so that none runs twice', () => {
  expect(SKIPS_ZS).toBeGreaterThan(LATEST_VERSION);
  const { file } = newShop();
  const journal = openForTest(file);
  journal.allowSkippedZs();
  journal.close();
  openForTest(file).close();
  expect(verify(file)).toMatchObject({ ok: true });
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
