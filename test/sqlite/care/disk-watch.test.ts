import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { watchDisk } from '#sqlite/care/disk-watch.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { journalOver } from '#sqlite/journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { silentLog } from '../../support/station-kit.ts';
import { intended, newJournalFile, NOON, sell } from '../kit/new-journal.ts';

test('an event that does not apply does not change the disk’s state', async () => {
  const file = newJournalFile();
  const db = openDatabase(file);
  const clock = new HandClock(NOON);
  const onChange = (): void => undefined;
  const watch = watchDisk({ journal: journalOver(db, lockJournal(file)), clock, log: silentLog, onChange });
  onTestFinished(() => {
    watch.stop();
    watch.journal.close();
  });
  sell(watch.journal, 'T1-1');
  db.pragma('query_only = ON');
  expect(() => watch.journal.append('T1-2', intended('T1-2'), NOON)).toThrow(DiskFailed);
  expect(watch.journal.append('T1-1', { type: 'missed' }, NOON)).toBeUndefined();
  expect(watch.trouble()).toBe('read-only');
  db.pragma('query_only = OFF');
  await clock.pass(2_000);
  expect(watch.trouble()).toBeNull();
});

test('a journal that another program has locked is one that cannot be written, until it lets go', async () => {
  const file = newJournalFile();
  const db = openDatabase(file);
  db.pragma('busy_timeout = 0');
  const clock = new HandClock(NOON);
  const onChange = (): void => undefined;
  const watch = watchDisk({ journal: journalOver(db, lockJournal(file)), clock, log: silentLog, onChange });
  onTestFinished(() => {
    watch.stop();
    watch.journal.close();
  });
  const browser = new Database(file);
  browser.exec('BEGIN IMMEDIATE');
  expect(() => watch.journal.append('T1-1', intended('T1-1'), NOON)).toThrow(DiskFailed);
  expect(watch.trouble()).toBe('read-only');
  browser.close();
  await clock.pass(2_000);
  expect(watch.trouble()).toBeNull();
});
