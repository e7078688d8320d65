import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { RefundEvent } from '#domain/refund/refund.ts';
import { intended, newJournalFile, NOON, openForTest, sell, reportedPayment } from './kit/new-journal.ts';
import { spoilRow } from './kit/shop-journal.ts';

const MINUTE = 60_000;

const refundOf = (reference: string): RefundEvent => ({
  type: 'refund-intended',
  intent: {
    reference,
    requestId: 'request-1',
    paymentReference: 'T1-1',
    paymentId: '9007199254740993',
    amount: 250,
    currency: 'CNY',
    reason: 'goods-returned',
    note: '',
    askedBy: null,
    approvedBy: null,
  },
});

describe('the journal', () => {
  test('keeps a payment and all its events after the till is closed and opened again', () => {
    const file = newJournalFile();
    const first = openForTest(file);
    sell(first, 'T1-1');
    const before = { payment: first.payment('T1-1'), story: first.story('T1-1') };
    first.close();

    const second = openForTest(file);
    expect(second.payment('T1-1')).toEqual(before.payment);
    expect(second.payment('T1-1')).toMatchObject({ state: 'paid', startedAt: NOON, changedAt: NOON + 2_000 });
    expect(second.story('T1-1')).toEqual(before.story);
    expect(before.story.map(({ event }) => event.type)).toEqual(['intended', 'created', 'observed']);
  });

  test('numbers its rows without gaps and carries in each the hash of the one before', () => {
    const journal = openForTest(newJournalFile());
    sell(journal, 'T1-1');
    sell(journal, 'T1-2', NOON + MINUTE);
    const rows = [...journal.story('T1-1'), ...journal.story('T1-2')];
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rows[0]?.previousHash).toBe('0'.repeat(64));
    expect(rows.slice(1).map(({ previousHash }) => previousHash)).toEqual(
      rows.slice(0, -1).map(({ hash }) => hash),
    );
  });

  test('has everything it returned on disk even when the process is killed right after', () => {
    const file = newJournalFile();
    const script = fileURLToPath(new URL('kit/append-and-die.ts', import.meta.url));
    const { signal } = spawnSync(process.execPath, [script, file]);
    expect(signal).toBe('SIGKILL');
    expect(existsSync(`${file}-wal`)).toBe(true);
    expect(openForTest(file).payment('T1-1')).toMatchObject({ state: 'sending' });
  });

  test('writes nothing at all when an event does not apply', () => {
    const journal = openForTest(newJournalFile());
    sell(journal, 'T1-1');
    const before = journal.story('T1-1');
    expect(journal.append('T1-1', { type: 'resent' }, NOON)).toBeUndefined();
    expect(() => journal.append('T1-2', { type: 'missed' }, NOON)).toThrow('(none)');
    expect(journal.story('T1-1')).toEqual(before);
    expect(journal.payment('T1-2')).toBeUndefined();
  });

  test('never accepts a reference twice, not even after it was closed and opened again', () => {
    const file = newJournalFile();
    const first = openForTest(file);
    sell(first, 'T1-1');
    expect(first.append('T1-1', intended('T1-1'), NOON)).toBeUndefined();
    first.close();
    const second = openForTest(file);
    expect(second.append('T1-1', intended('T1-1'), NOON)).toBeUndefined();
    expect(second.head().sequence).toBe(3);
    expect(() => second.appendRefund('T1-1', refundOf('T1-1'), NOON)).toThrow('never used again');
  });

  test('refuses an intent of another payment', () => {
    const journal = openForTest(newJournalFile());
    expect(() => journal.append('T1-1', intended('T1-2'), NOON)).toThrow('does not apply');
    expect(journal.lastPaymentNumber()).toBe(0);
  });

  test('refuses a reference that the gateway would not accept', () => {
    const journal = openForTest(newJournalFile());
    expect(() => journal.append('T1 1', intended('T1 1'), NOON)).toThrow('CHECK constraint');
    expect(() => journal.append('', intended(''), NOON)).toThrow('CHECK constraint');
    expect(journal.lastPaymentNumber()).toBe(0);
  });

  test('refuses an event it could not read back', () => {
    const journal = openForTest(newJournalFile());
    const odd: PaymentEvent = Object.assign(intended('T1-1'), { note: 'from a later version' });
    expect(() => journal.append('T1-1', odd, NOON)).toThrow('note');
    expect(() => journal.append('T1-1', intended('T1-1', { amount: 12.5 }), NOON)).toThrow('amount');
    expect(journal.lastPaymentNumber()).toBe(0);
  });

  test('counts all payments ever started', () => {
    const journal = openForTest(newJournalFile());
    expect(journal.lastPaymentNumber()).toBe(0);
    sell(journal, 'T1-1');
    journal.append('T1-2', intended('T1-2'), NOON);
    expect(journal.lastPaymentNumber()).toBe(2);
  });

  test('finds the payments of a day, newest first, excluding the end of the day', () => {
    const journal = openForTest(newJournalFile());
    for (const [reference, at] of Object.entries({
      early: NOON - 1,
      first: NOON,
      last: NOON + 9,
      late: NOON + 10,
    })) {
      sell(journal, reference, at);
    }
    const found = journal.startedBetween(NOON, NOON + 10).map(({ reference }) => reference);
    expect(found).toEqual(['last', 'first']);
  });

  test('lists as unfinished what has not ended, and what ended without money while it may be paid late', () => {
    const journal = openForTest(newJournalFile());
    const expired = reportedPayment('expired', 5);
    sell(journal, 'paid');
    journal.append('expired', intended('expired'), NOON);
    journal.append('expired', { type: 'created', payment: expired }, NOON + MINUTE);
    journal.append('unsent', intended('unsent'), NOON);
    journal.append('unsent', { type: 'refused', failure: 'not-sent', reasons: [], payment: null }, NOON);
    journal.append('living', intended('living'), NOON);

    const unfinished = (since: number) => journal.unfinished(since).map(({ reference }) => reference);
    const expiry = NOON + 10 * MINUTE;
    expect(unfinished(expiry)).toEqual(['expired', 'living']);
    expect(unfinished(expiry + 1)).toEqual(['living']);
  });

  test('is a file that only its owner can read, in a folder that only its owner can enter', () => {
    const file = newJournalFile();
    openForTest(file);
    // Windows has no such modes and always returns 666.
    const [fileMode, folderMode] = process.platform === 'win32' ? [0o666, 0o666] : [0o600, 0o700];
    expect(statSync(file).mode & 0o777).toBe(fileMode);
    expect(statSync(dirname(file)).mode & 0o777).toBe(folderMode);
  });
});

describe('the rows of the journal', () => {
  const withRawRows = () => {
    const file = newJournalFile();
    const journal = openForTest(file);
    sell(journal, 'T1-1');
    journal.close();
    return new Database(file);
  };

  const insert = (db: Database.Database, verb: string, change: Record<string, unknown>) => {
    const last = db.prepare('SELECT * FROM events ORDER BY sequence DESC LIMIT 1').get() as Record<
      string,
      unknown
    >;
    const row = { ...last, sequence: 4, previous_hash: last.hash, hash: 'f'.repeat(64), ...change };
    return () =>
      db
        .prepare(
          `${verb} INTO events VALUES (@sequence, @at, @reference, @type, @payload, @previous_hash, @hash)`,
        )
        .run(row);
  };

  test('can be neither changed nor deleted', () => {
    const db = withRawRows();
    expect(() => db.exec("UPDATE events SET payload = '{}' WHERE sequence = 2")).toThrow('never changed');
    expect(() => db.exec('DELETE FROM events WHERE sequence = 3')).toThrow('never deleted');
    expect(() => db.exec('DELETE FROM events')).toThrow('never deleted');
    db.close();
  });

  test('cannot skip a number, break the chain or replace an older row', () => {
    const db = withRawRows();
    const first = db.prepare('SELECT hash FROM events WHERE sequence = 1').pluck().get();
    expect(insert(db, 'INSERT', { sequence: 5 })).toThrow('without a gap');
    expect(insert(db, 'INSERT', { sequence: null })).toThrow('without a gap');
    expect(insert(db, 'INSERT OR REPLACE', { sequence: 2 })).toThrow('without a gap');
    expect(insert(db, 'INSERT', { previous_hash: first })).toThrow('hash of the row before');
    expect(insert(db, 'INSERT OR REPLACE', { hash: first })).toThrow('never used again');
    const again = { type: 'intended', payload: JSON.stringify(intended('T1-1')) };
    expect(insert(db, 'INSERT OR REPLACE', again)).toThrow('never used again');
    expect(insert(db, 'INSERT', { type: 'missed' })).toThrow('CHECK constraint');
    expect(insert(db, 'INSERT', {})).not.toThrow();
    db.close();
  });
});

test('the newest record that can be read is found for whoever leaves out what cannot be', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
  const [first, second] = [1, 2, 3].map((at) => journal.record({ type: 'signed-in', by: lin }, NOON + at));
  spoilRow(file, 3, "payload = json_set(payload, '$.by.role', 'robot')");
  const unread: string[] = [];
  const note = (_error: unknown, reference: string): void => void unread.push(reference);
  expect(journal.lastRecord('signed-in', note)).toEqual(second);
  expect(journal.lastRecordNaming('signed-in', 'by', 'lin', note)).toEqual(second);
  expect(journal.newestRecords('signed-in', 2, note)).toEqual([second, first]);
  expect(unread).toEqual(['house', 'house', 'house']);
  for (const read of [
    () => journal.lastRecord('signed-in'),
    () => journal.lastRecordNaming('signed-in', 'by', 'lin'),
    () => journal.newestRecords('signed-in', 1),
  ])
    expect(read).toThrow();
});
