import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Payment } from '#domain/payment/payment.ts';
import { advance } from '#domain/payment/advance.ts';
import { rebuild } from '#sqlite/check/rebuild.ts';
import { readEvent, writeEvent } from '#domain/stored/event-rows.ts';
import { verify } from '#sqlite/check/verify.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { openJournal } from '../kit/open-journal.ts';
import type { Happening } from '../kit/any-events.ts';
import { anyEvent, anyHappenings, EVENT_TYPES } from '../kit/any-events.ts';
import { intended, newJournalFile, NOON, openForTest, sell, threeSales } from '../kit/new-journal.ts';
import { spoilRow } from '../kit/shop-journal.ts';

/** Appends everything and checks the results; returns what must now be in the journal. */
const live = (journal: OpenJournal, happenings: readonly Happening[]): Map<string, Payment> => {
  const model = new Map<string, Payment>();
  for (const { reference, event, at } of happenings) {
    const before = model.get(reference);
    const next = advance(before, event, at);
    const { sequence } = journal.head();
    if (next) {
      model.set(reference, next);
      expect(journal.append(reference, event, at)).toEqual(next);
    } else {
      if (before) expect(journal.append(reference, event, at)).toBeUndefined();
      else expect(() => journal.append(reference, event, at)).toThrow('does not apply');
      expect(journal.head().sequence).toBe(sequence);
    }
  }
  return model;
};

const projection = (file: string): unknown[] => {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare('SELECT * FROM payments ORDER BY number').all();
  db.close();
  return rows;
};

/** -0 is 0 once it has been JSON. */
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('every kind of event is read back from its row unchanged', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyEvent('T1-1'), (event) => {
      seen.add(event.type);
      expect(readEvent(writeEvent(event))).toEqual(throughJson(event));
    }),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual([...EVENT_TYPES].sort());
});

test('whatever happens at the till, the journal records it, replays to the same state and verifies', () => {
  fc.assert(
    fc.property(anyHappenings, (happenings) => {
      const file = newJournalFile();
      const journal = openJournal(file);
      const model = live(journal, happenings);
      for (const [reference, payment] of model) {
        expect(journal.payment(reference)).toEqual(throughJson(payment));
        const replayed = journal
          .story(reference)
          .reduce<Payment | undefined>((before, { event, at }) => advance(before, event, at), undefined);
        expect(replayed).toEqual(throughJson(payment));
      }
      expect(journal.lastPaymentNumber()).toBe(model.size);
      journal.close();

      const before = projection(file);
      expect(verify(file)).toMatchObject({ ok: true, payments: model.size });
      expect(rebuild(file)).toEqual({ ok: true, payments: model.size });
      expect(projection(file)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test('a damaged payments table is rebuilt from the events', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  sell(journal, 'T1-2');
  journal.close();
  const sound = projection(file);
  const db = new Database(file);
  db.exec("UPDATE payments SET state = 'failed' WHERE number = 1; DELETE FROM payments WHERE number = 2");
  db.close();

  expect(verify(file)).toMatchObject({ ok: false, sequence: 3 });
  expect(rebuild(file)).toEqual({ ok: true, payments: 2 });
  expect(projection(file)).toEqual(sound);
  expect(verify(file)).toMatchObject({ ok: true, events: 6, payments: 2 });
});

test('a rebuild changes nothing if the events themselves are damaged', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  journal.close();
  const db = new Database(file);
  db.exec('DROP TRIGGER events_are_never_changed; UPDATE events SET at = at + 1 WHERE sequence = 2');
  db.close();
  const before = projection(file);
  expect(rebuild(file)).toEqual({ ok: false, sequence: 2, why: 'its content does not match its hash' });
  expect(projection(file)).toEqual(before);
});

test('a rebuild is refused while the till is open', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  expect(() => rebuild(file)).toThrow('is in use');
  journal.close();
  expect(rebuild(file)).toEqual({ ok: true, payments: 1 });
});

test('a broken journal in an earlier format is not even migrated by a rebuild', () => {
  const file = threeSales();
  const db = new Database(file);
  db.pragma('user_version = 200');
  db.close();
  spoilRow(file, 4);
  expect(rebuild(file)).toMatchObject({ ok: false, sequence: 4 });
  const after = new Database(file, { readonly: true });
  expect(after.pragma('user_version', { simple: true })).toBe(200);
  after.close();
});

test('more payments than are read at once are rebuilt, all and in their order', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  journal.transaction(() => {
    for (let number = 1; number <= 1_001; number += 1)
      journal.append(`T1-${number}`, intended(`T1-${number}`), NOON + number);
  });
  journal.close();
  const before = projection(file);
  expect(rebuild(file)).toEqual({ ok: true, payments: 1_001 });
  expect(projection(file)).toEqual(before);
});
