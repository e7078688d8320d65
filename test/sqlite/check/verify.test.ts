import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '#sqlite/tables/hash-chain.ts';
import { verify } from '#sqlite/check/verify.ts';
import { newJournalFile, NOON, openForTest, sell, threeSales } from '../kit/new-journal.ts';

const alter = (file: string, sql: string): void => {
  const db = new Database(file);
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  db.unsafeMode();
  db.pragma('ignore_check_constraints = ON');
  db.exec(sql);
  db.close();
};

describe('verifying a journal', () => {
  test('counts its rows and payments and names its last hash when it is sound', () => {
    const file = newJournalFile();
    const journal = openForTest(file);
    sell(journal, 'T1-1');
    const head = journal.story('T1-1').at(-1)?.hash;
    expect(verify(file)).toEqual({ ok: true, events: 3, payments: 1, head });
  });

  test('accepts an empty journal', () => {
    const file = newJournalFile();
    openForTest(file).close();
    expect(verify(file)).toEqual({ ok: true, events: 0, payments: 0, head: '0'.repeat(64) });
  });

  test('finds any changed byte of any row on disk, and names the row', () => {
    const file = threeSales();
    const sound = readFileSync(file);
    const db = new Database(file, { readonly: true });
    const rows = db
      .prepare('SELECT sequence, reference || type || payload || previous_hash || hash AS texts FROM events')
      .all() as { sequence: number; texts: string }[];
    const bodies = db.prepare('SELECT sequence, body FROM payments').all() as {
      sequence: number;
      body: string;
    }[];
    db.close();
    const texts = [...rows, ...bodies.map(({ sequence, body }) => ({ sequence, texts: body }))];
    const spots = texts.map(({ sequence, texts: text }) => {
      const start = sound.indexOf(text);
      expect(start).toBeGreaterThan(0);
      return { sequence, start, length: Buffer.byteLength(text) };
    });
    expect(spots).toHaveLength(12);

    const anyDamage = fc.constantFrom(...spots).chain(({ sequence, start, length }) =>
      fc.record({
        sequence: fc.constant(sequence),
        offset: fc.integer({ min: start, max: start + length - 1 }),
        flip: fc.integer({ min: 1, max: 255 }),
      }),
    );
    fc.assert(
      fc.property(anyDamage, ({ sequence, offset, flip }) => {
        const damaged = Buffer.from(sound);
        damaged[offset] = damaged[offset]! ^ flip;
        writeFileSync(file, damaged);
        expect(verify(file)).toMatchObject({ ok: false, sequence });
      }),
      { numRuns: 300 },
    );
    writeFileSync(file, sound);
    expect(verify(file)).toMatchObject({ ok: true });
  });

  test('finds a damaged character even if it would still read the same', () => {
    const file = threeSales();
    // The bytes EF BF BD are U+FFFD; F0 BF BD are invalid and decode to U+FFFD as well.
    const bytes = readFileSync(file);
    const payload = bytes.indexOf('"orderReference":"支付宝 \ufffd');
    const damaged = bytes.indexOf(Buffer.from([0xef, 0xbf, 0xbd]), payload);
    bytes[damaged] = 0xf0;
    writeFileSync(file, bytes);
    expect(verify(file)).toMatchObject({ ok: false });
  });

  test('names a row that was removed, changed, or inserted', () => {
    const cases = [
      ['DELETE FROM events WHERE sequence = 4', 4, 'it is missing'],
      ['UPDATE events SET at = at + 1 WHERE sequence = 5', 5, 'its content does not match its hash'],
      [
        'UPDATE events SET hash = substr(hash, 2) || substr(hash, 1, 1) WHERE sequence = 6',
        6,
        'its content does not match its hash',
      ],
      [
        'UPDATE events SET previous_hash = hash WHERE sequence = 7',
        7,
        'it does not carry the hash of the row before',
      ],
      [
        "INSERT INTO events SELECT 10, at, reference, type, payload, hash, 'f' FROM events WHERE sequence = 9",
        10,
        'its content does not match its hash',
      ],
    ] as const;
    for (const [sql, sequence, why] of cases) {
      const file = threeSales();
      alter(file, sql);
      expect(verify(file)).toEqual({ ok: false, sequence, why });
    }
  });

  test('finds rows that were forged together with their hashes', () => {
    const forged = [
      ['{"type":"resent"}', 'resent', "'resent' does not apply to T1-3"],
      ['{"type":"gift"}', 'gift', 'its payload cannot be read'],
      ['nonsense', 'missed', 'its payload cannot be read'],
      ['{"type":"missed"}', 'resent', 'its payload is of another type than the row says'],
    ] as const;
    for (const [payload, type, why] of forged) {
      const file = threeSales();
      const db = new Database(file, { readonly: true });
      const last = db.prepare('SELECT hash FROM events WHERE sequence = 9').pluck().get() as string;
      db.close();
      const row = { sequence: 10, at: NOON, reference: 'T1-3', type, payload, previousHash: last };
      alter(
        file,
        `INSERT INTO events VALUES (10, ${NOON}, 'T1-3', '${type}', '${payload}', '${last}', '${hashOf(row)}')`,
      );
      expect(verify(file)).toEqual({ ok: false, sequence: 10, why });
    }
  });

  test('finds a payment without its first row', () => {
    const file = threeSales();
    const db = new Database(file, { readonly: true });
    const last = db.prepare('SELECT hash FROM events WHERE sequence = 9').pluck().get() as string;
    db.close();
    const payload = '{"type":"missed"}';
    const row = { sequence: 10, at: NOON, reference: 'T1-4', type: 'missed', payload, previousHash: last };
    alter(
      file,
      `INSERT INTO events VALUES (10, ${NOON}, 'T1-4', 'missed', '${payload}', '${last}', '${hashOf(row)}')`,
    );
    expect(verify(file)).toEqual({ ok: false, sequence: 10, why: 'its story was never begun' });
  });

  test('finds that rows were cut off the end, because the payments still refer to them', () => {
    const file = threeSales();
    alter(file, 'DELETE FROM events WHERE sequence > 7');
    expect(verify(file)).toMatchObject({ ok: false, sequence: 7 });
    alter(file, 'DELETE FROM events WHERE sequence > 6');
    expect(verify(file)).toEqual({
      ok: false,
      sequence: 9,
      why: 'the payments table has a payment that no row is about',
    });
  });

  test('finds any difference between the payments table and the rows', () => {
    const changes = [
      "state = 'failed'",
      'amount = 1',
      "currency = 'EUR'",
      "gateway_id = '1'",
      'gateway_id = NULL',
      'final = 0',
      'watched_from = 1',
      'started_at = 1',
      'changed_at = 1',
      'number = 7',
      "hash = ''",
      "body = replace(body, 'paid', 'open')",
      'began = 1',
      'began = NULL',
    ];
    for (const change of changes) {
      const file = threeSales();
      alter(file, `UPDATE payments SET ${change} WHERE number = 2`);
      expect(verify(file)).toEqual({
        ok: false,
        sequence: 6,
        why: 'the payments table differs from the rows of payment T1-2',
      });
    }
  });

  test('finds damage in SQLite’s own structures', () => {
    const file = threeSales();
    alter(file, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'payments_by_start'");
    expect(verify(file)).toMatchObject({
      ok: false,
      why: expect.stringContaining('SQLite finds damage') as string,
    });
  });
});

test('a journal with the checkpoints of many years is verified', () => {
  const signed = new Map(Array.from({ length: 300_000 }, (_, row) => [-row, '']));
  expect(verify(threeSales(), signed)).toMatchObject({ ok: true, events: 9 });
});
