import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import { verify } from '#sqlite/check/verify.ts';
import { byChen, dayKit, pay } from '../../services/day/day-kit.ts';
import { newKey } from '../../support/new-key.ts';

const GAP = 'the next closed day has the next number';
const LEFT_OUT = 'a closed day covers every row after the one before';

/** Two closed days, and the last one's record, for a broken program to write again. */
const twoDays = async () => {
  const kit = dayKit({ key: newKey() });
  pay(kit, 'T1-1', [1, 2]);
  await kit.desk.close(byChen);
  await kit.desk.close(byChen);
  const last = kit.journal.lastRecord('day-closed');
  if (!last) throw new Error('There is no Z');
  const next = (change: Partial<RecordOf<'day-closed'>>, rows = {}): RecordOf<'day-closed'> => ({
    ...last.record,
    number: 3,
    report: { ...last.record.report, rows: { first: last.sequence + 1, last: last.sequence, ...rows } },
    ...change,
  });
  return { ...kit, last, next };
};

describe('SQLite itself', () => {
  test('refuses a Z whose number was used or skips one', async () => {
    const { journal, next } = await twoDays();
    for (const number of [1, 2, 4]) expect(() => journal.record(next({ number }), 0)).toThrow(GAP);
    expect(journal.record(next({}), 0).sequence).toBeGreaterThan(0);
  });

  test('refuses a Z that omits a row or counts one twice', async () => {
    const kit = await twoDays();
    const { sequence } = kit.last;
    expect(() => kit.journal.record(kit.next({}, { first: sequence }), 0)).toThrow(LEFT_OUT);
    pay(kit, 'T1-2', [1, 2]);
    expect(() => kit.journal.record(kit.next({}), 0)).toThrow(LEFT_OUT);
    const rows = { first: sequence + 1, last: sequence + 3 };
    expect(kit.journal.record(kit.next({}, rows), 0).sequence).toBe(sequence + 4);
  });

  test('refuses to change or delete a Z', async () => {
    const kit = await twoDays();
    kit.journal.close();
    const db = new Database(kit.file);
    expect(() => db.exec("DELETE FROM events WHERE type = 'day-closed'")).toThrow('never deleted');
    expect(() => db.exec("UPDATE events SET at = 0 WHERE type = 'day-closed'")).toThrow('never changed');
    db.close();
  });
});

describe('verifying a journal', () => {
  test('finds a Z that differs from what was signed', async () => {
    const { journal, file, next } = await twoDays();
    expect(verify(file).ok).toBe(true);
    const { sequence } = journal.record(next({ storeName: 'Another shop' }), 0);
    const why = 'the signature of Z 3 is not over what it says';
    expect(verify(file)).toEqual({ ok: false, sequence, why });
  });
});
