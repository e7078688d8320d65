import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openAlone, openDatabase, openReadOnly } from '#sqlite/file/database.ts';
import { requireDurability, refuseOldSqlite } from '#sqlite/file/durability.ts';
import { whileUnreadable } from '../../files/while-held.ts';
import { openJournal } from '../kit/open-journal.ts';
import { LATEST_VERSION, migrate } from '#sqlite/file/migrate.ts';
import { newJournalFile, openForTest, sell, temporaryFolder } from '../kit/new-journal.ts';

const soundFile = (): string => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  journal.close();
  return file;
};

const tamper = (file: string, sql: string): void => {
  const db = new Database(file);
  db.exec(sql);
  db.close();
};

describe('a journal that could lose a payment in a power cut', () => {
  test('is refused when SQLite does not use its write-ahead log', () => {
    const db = new Database(':memory:');
    expect(() => requireDurability(db)).toThrow('Refusing to run');
    expect(() => requireDurability(db)).toThrow('journal_mode memory');
    db.close();
  });

  test('is refused when SQLite does not wait for the disk', () => {
    const unsynced = { pragma: (text: string) => (text.startsWith('journal_mode') ? 'wal' : 1) };
    expect(() => requireDurability(unsynced)).toThrow('found journal_mode wal and synchronous 1');
  });

  test('is refused when its path is not a file on disk', () => {
    expect(() => openJournal(':memory:')).toThrow('must be absolute');
    expect(existsSync(':memory:')).toBe(false);
  });

  test('is written with full syncing and hardened settings', () => {
    const db = openDatabase(newJournalFile());
    const settings =
      'journal_mode synchronous foreign_keys trusted_schema cell_size_check secure_delete busy_timeout';
    const found = settings.split(' ').map((name) => db.pragma(name, { simple: true }));
    expect(found).toEqual(['wal', 2, 1, 0, 1, 1, 5_000]);
    db.close();
  });

  test('is refused by a SQLite version with the bug that loses a write-ahead log', () => {
    for (const version of ['3.51.3', '3.51.10', '3.52.0', '4.0.0'])
      expect(() => refuseOldSqlite(version)).not.toThrow();
    for (const version of ['3.51.2', '3.50.9', '3.9.0', '2.99.99']) {
      expect(() => refuseOldSqlite(version)).toThrow(`SQLite ${version} is too old`);
    }
  });
});

describe('a file that is not the expected journal', () => {
  const OPENINGS = [openReadOnly, (file: string) => openAlone(file, () => undefined)];
  const open = (file: string) => [() => openJournal(file), () => openReadOnly(file)];

  test('is refused when a newer program wrote it, and stays as it was', () => {
    const file = soundFile();
    tamper(file, `PRAGMA user_version = ${LATEST_VERSION + 5}`);
    const before = readFileSync(file);
    for (const attempt of open(file)) expect(attempt).toThrow('written by a newer version');
    expect(readFileSync(file)).toEqual(before);
  });

  test('is refused when it is not a database, and stays as it was', () => {
    const file = join(temporaryFolder(), 'letter.txt');
    writeFileSync(file, 'Dear shopkeeper, '.repeat(100));
    for (const attempt of open(file)) expect(attempt).toThrow('is not a journal');
    expect(readFileSync(file, 'utf8')).toMatch(/^Dear shopkeeper/);
  });

  test("is refused when it is another program's database", () => {
    const file = join(temporaryFolder(), 'addresses.db');
    tamper(file, 'CREATE TABLE addresses (name TEXT)');
    for (const attempt of open(file)) expect(attempt).toThrow('is not a journal');
  });

  test('is refused for reading when it is missing or a folder', () => {
    const folder = temporaryFolder();
    expect(() => openReadOnly(join(folder, 'none.db'))).toThrow('There is no journal at');
    for (const opening of OPENINGS) expect(() => opening(folder)).toThrow('is a folder');
  });

  test.skipIf(process.platform === 'win32')('is refused when it is a pipe, which is not waited for', () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const opening of OPENINGS) expect(() => opening(pipe)).toThrow('is not a file');
  });
});

describe('bringing a journal up to date', () => {
  const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true });
  const first = { version: 10, sql: 'CREATE TABLE a (x)' };
  const second = { version: 20, sql: 'CREATE TABLE b (x)' };

  test('runs pending migrations, once, in order', () => {
    const db = new Database(':memory:');
    migrate(db, [first]);
    expect(versionOf(db)).toBe(10);
    migrate(db, [first, second]);
    migrate(db, [first, second]);
    expect(versionOf(db)).toBe(20);
    expect(db.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all()).toEqual(['a', 'b']);
    db.close();
  });

  test('is all or nothing', () => {
    const db = new Database(':memory:');
    const broken = { version: 30, sql: 'CREATE TABLE a (x)' };
    expect(() => migrate(db, [first, second, broken])).toThrow('already exists');
    expect(versionOf(db)).toBe(0);
    expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
    db.close();
  });
});

test('a journal that another program holds is said to be in use', () => {
  const file = soundFile();
  expect(() => whileUnreadable(file, () => openReadOnly(file), 'EBUSY')).toThrow(
    `${file} is in use; close the program that has it open.`,
  );
});

test('a copy for which there is no room says which disk is full: that of the copy', () => {
  const file = soundFile();
  expect(() => whileUnreadable(file, () => openReadOnly(file), 'ENOSPC')).toThrow(
    `The disk that has ${join(tmpdir(), 'countertop-journal-')}`,
  );
});
