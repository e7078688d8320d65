import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { paidIn, refundedIn } from '#domain/day/moved.ts';
import { MoneyTally } from '#domain/journal/money-tally.ts';
import { advance } from '#domain/payment/advance.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { fold } from '#domain/story/fold.ts';
import { quarterOf } from '#domain/takings/quarter-hour.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { verify } from '#sqlite/check/verify.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { intended, newJournalFile, NOON, openForTest, reportedPayment, sell } from '../kit/new-journal.ts';
import { payLate } from '../kit/sales.ts';
import { refundIntended, refundReported } from '../kit/refund-events.ts';
import type { Step } from './any-steps.ts';
import { anySteps, byChen, chen } from './any-steps.ts';

const EVER = [0, Number.MAX_SAFE_INTEGER] as const;

/** Writes the events that apply; a journal refuses the others. */
const play = (journal: OpenJournal, steps: readonly Step[], minutes: number): void => {
  for (const [index, step] of steps.entries()) {
    const at = NOON + index * minutes * 60_000;
    try {
      if (step.of === 'payment') journal.append(step.reference, step.event, at);
      else journal.appendRefund(step.reference, step.event, at);
    } catch (error) {
      expect(String(error)).toMatch(/does not apply|never exceeds|never used again/);
    }
  }
};

/** What X and Z count of all rows. */
const tallied = (journal: OpenJournal) => {
  const tally = new MoneyTally(() => 0);
  for (const reference of ['T1-1', 'T1-2', 'T1-3'])
    for (const { before, after } of fold(advance, journal.story(reference)))
      if (after) tally.payment(before, after);
  for (const reference of ['R1', 'R2'])
    for (const { before, after } of fold(advanceRefund, journal.refundStory(reference)))
      if (after) tally.refund(before, after);
  return tally.figures();
};

const summed = (journal: OpenJournal, currency: string) => {
  const rows = journal.takings(...EVER, currency, 'quarter');
  return {
    paid: rows.reduce((sum, { paid }) => sum + paid, 0),
    refunded: rows.reduce((sum, { refunded }) => sum + refunded, 0),
  };
};

const addUpAll = (journal: OpenJournal): void => {
  drain(journal.addUp());
};

const COARSER = ['takings_by_hour', 'takings_by_day', 'charges_by_day'];
const TABLES = ['takings', 'charges', 'cashiers', ...COARSER];

const tablesOf = (file: string) => {
  const db = new Database(file, { readonly: true });
  const tables = [...TABLES, 'added_up'].map((name) => db.prepare(`SELECT * FROM ${name} ORDER BY 1`).all());
  db.close();
  return tables;
};

test('takings equal what X and Z count, and follow from the rows in whatever order they are added up', () => {
  fc.assert(
    fc.property(anySteps, fc.constantFrom(1, 16), (steps, minutes) => {
      const file = newJournalFile();
      const journal = openForTest(file);
      play(journal, steps, minutes);
      const figures = tallied(journal);
      for (const currency of ['CNY', 'EUR'])
        expect(summed(journal, currency)).toEqual({
          paid: paidIn(figures, currency),
          refunded: refundedIn(figures, currency),
        });
      const ends = journal.chargeEnds(...EVER);
      const states = ['T1-1', 'T1-2', 'T1-3'].flatMap((name) => journal.payment(name)?.state ?? []);
      expect(ends.started).toBe(states.length);
      for (const end of ['paid', 'cancelled', 'expired', 'failed'] as const)
        expect(ends[end]).toBe(states.filter((state) => state === end).length);
      expect(verify(file).ok).toBe(true);
      const written = tablesOf(file);
      const db = new Database(file);
      for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
      db.exec('UPDATE added_up SET from_row = (SELECT coalesce(max(sequence), 0) + 1 FROM events)');
      db.close();
      addUpAll(journal);
      expect(tablesOf(file)).toEqual(written);
    }),
    { numRuns: 60 },
  );
});

test('a payment that was settled by hand and turns out not paid is subtracted once the till learns of it', () => {
  const journal = openForTest(newJournalFile());
  journal.append('T1-1', intended('T1-1'), NOON);
  journal.append('T1-1', { type: 'doubted', doubt: 'no-answer', reasons: [] }, NOON + 1);
  journal.append('T1-1', { type: 'settled', outcome: 'paid', ...byChen }, NOON + 2);
  const later = NOON + 3_600_000;
  journal.append('T1-1', { type: 'corrected', payment: reportedPayment('T1-1', 3) }, later);
  expect(journal.takings(...EVER, 'CNY', 'quarter')).toEqual([
    { quarter: quarterOf(NOON), paidCount: 1, paid: 1250, refundedCount: 0, refunded: 0 },
    { quarter: quarterOf(later), paidCount: -1, paid: -1250, refundedCount: 0, refunded: 0 },
  ]);
  expect(journal.chargeEnds(...EVER)).toMatchObject({ started: 1, paid: 0, cancelled: 1 });
});

test('a late payment no longer counts as cancelled, and says nothing about how long customers take', () => {
  const journal = openForTest(newJournalFile());
  payLate(journal, 'T1-1', NOON, { amount: 1200 });
  const { waits, ...ends } = journal.chargeEnds(...EVER);
  expect(ends).toEqual({ started: 1, paid: 1, cancelled: 0, expired: 0, failed: 0 });
  expect(waits.every((count) => count === 0)).toBe(true);
  expect(summed(journal, 'CNY')).toEqual({ paid: 1200, refunded: 0 });
});

test('half a quarter hour is added up from its rows', () => {
  const journal = openForTest(newJournalFile());
  sell(journal, 'T1-1', NOON);
  sell(journal, 'T1-2', NOON + 600_000);
  expect(journal.takingsWithin(NOON, NOON + 300_000, 'CNY')).toMatchObject({ paidCount: 1, paid: 1250 });
  expect(journal.takingsWithin(NOON, NOON + 900_000, 'CNY')).toMatchObject({ paidCount: 2, paid: 2500 });
  expect(journal.takingsWithin(NOON, NOON + 300_000, 'EUR')).toMatchObject({ paidCount: 0, paid: 0 });
});

test('of a quarter hour whose rows lie days apart, a part counts by its length', () => {
  const journal = openForTest(newJournalFile());
  sell(journal, 'T1-1', NOON);
  const within = () => journal.takingsWithin(NOON, NOON + 300_000, 'CNY');
  expect(within()).toMatchObject({ paid: 1250, refunded: 0 });
  journal.transaction(() => {
    for (let number = 1; number <= 1_000; number += 1)
      journal.record({ type: 'shift-opened', number, by: chen }, NOON + 86_400_000);
  });
  const found = { ...refundIntended('R1', 300), type: 'refund-found' } as const;
  journal.appendRefund('R1', { ...found, refund: refundReported('R1', 300, 2) }, NOON + 1_000);
  expect(within()).toEqual({ paidCount: 0, paid: 417, refundedCount: 0, refunded: 100 });
});

test('takings that were tampered with are found, and added up again', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  const db = new Database(file);
  db.exec('UPDATE takings SET paid = paid + 1');
  expect(verify(file)).toMatchObject({ ok: false, why: 'the takings differ from the rows of the journal' });
  expect(drain(journal.compareTakings())).toMatchObject({ ok: false });
  journal.clearTakings();
  expect(summed(journal, 'CNY')).toEqual({ paid: 0, refunded: 0 });
  addUpAll(journal);
  expect(summed(journal, 'CNY')).toEqual({ paid: 1250, refunded: 0 });
  db.exec("DELETE FROM charges; UPDATE cashiers SET person = 'x'");
  expect(verify(file)).toMatchObject({ ok: false });
  db.close();
});

test('takings that a power cut keeps from being cleared whole are as they were', () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  const db = new Database(file);
  db.exec("CREATE TRIGGER cut BEFORE UPDATE ON added_up BEGIN SELECT RAISE(ABORT, 'power cut'); END");
  expect(() => journal.clearTakings()).toThrow('power cut');
  db.exec('DROP TRIGGER cut');
  db.close();
  expect(verify(file)).toMatchObject({ ok: true });
});

/** Sales of some months, at any time of the day, some without a cashier or in another currency. */
const someMonths = (file: string): OpenJournal => {
  const journal = openForTest(file);
  journal.transaction(() => {
    for (let n = 0; n < 240; n += 1) {
      const at = NOON + n * 11 * 3_600_000 + (n % 7) * 13 * 60_000;
      const currency = n % 10 === 0 ? 'EUR' : 'CNY';
      sell(journal, `T1-${n}`, at, { cashier: n % 3 === 0 ? null : chen, currency, amount: 100 + n });
    }
    payLate(journal, 'L1', NOON + 40 * 86_400_000);
  });
  return journal;
};

test.each(COARSER)('%s that were tampered with are found', (table) => {
  const file = newJournalFile();
  const journal = someMonths(file);
  const column = table === 'charges_by_day' ? 'started' : 'paid';
  const db = new Database(file);
  db.exec(`UPDATE ${table} SET ${column} = ${column} + 1`);
  expect(verify(file)).toMatchObject({ ok: false, why: 'the takings differ from the rows of the journal' });
  expect(drain(journal.compareTakings())).toMatchObject({ ok: false });
  journal.clearTakings();
  addUpAll(journal);
  expect(verify(file)).toMatchObject({ ok: true });
  db.exec(`DELETE FROM ${table}`);
  expect(verify(file)).toMatchObject({ ok: false });
  db.close();
});

test('any span of quarter hours adds up to the same, whether or not whole days are read at once', () => {
  const file = newJournalFile();
  const journal = someMonths(file);
  const db = new Database(file, { readonly: true });
  const plain = db.prepare(
    `SELECT sum(paid_count) AS count, sum(paid) AS paid FROM takings WHERE quarter >= ? AND quarter < ?`,
  );
  const started = db
    .prepare('SELECT coalesce(sum(started), 0) FROM charges WHERE quarter >= ? AND quarter < ?')
    .pluck();
  const start = quarterOf(NOON) - 100;
  fc.assert(
    fc.property(fc.nat(11_000), fc.nat(11_000), (skipped, length) => {
      const [from, to] = [start + skipped, start + skipped + length];
      const rows = journal.takingsByCashier(from, to);
      const total = (of: 'paidCount' | 'paid') => rows.reduce((sum, row) => sum + row[of], 0);
      const { count, paid } = plain.get(from, to) as { count: number | null; paid: number | null };
      expect([total('paidCount'), total('paid')]).toEqual([count ?? 0, paid ?? 0]);
      expect(journal.chargeEnds(from, to).started).toBe(started.get(from, to));
    }),
    { numRuns: 300 },
  );
  db.close();
});
