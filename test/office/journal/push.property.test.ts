/**
 * Whatever happens to a till's pushes on the way, the office has each row once, and every sum as the till has
 * it.
 */
import { randomBytes } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Head } from '#domain/journal/chained-row.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { readPayment } from '#domain/stored/payment-rows.ts';
import { readRefund } from '#domain/stored/refund-rows.ts';
import type { Database } from '../../../src-office/database/database.ts';
import type { Shown } from '../../../src-office/stations/credentials.ts';
import type { Happening } from '../../sqlite/kit/any-events.ts';
import { anyHappenings } from '../../sqlite/kit/any-events.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { refundIntended, refundReported } from '../../sqlite/kit/refund-events.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import type { PushedJournal } from '../../support/office/tills.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from '../../support/office/tills.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;

/** What a till wrote: anything that may happen, with sales in many hours, and a refund. */
const tillThatWrote = (happenings: readonly Happening[]) => {
  const file = newJournalFile();
  const till = openForTest(file);
  for (const hour of [0, 1, 20]) sell(till, `T1-${hour + 1}`, NOON + hour * HOUR);
  for (const { reference, event, at } of happenings) {
    try {
      till.append(reference, event, at);
    } catch {
      // It does not apply, so it is not written.
    }
  }
  till.appendRefund('R-1', refundIntended('R-1', 300), NOON + 30 * HOUR);
  till.appendRefund(
    'R-1',
    { type: 'refund-created', refund: refundReported('R-1', 300, 1) },
    NOON + 31 * HOUR,
  );
  till.appendRefund(
    'R-1',
    { type: 'refund-observed', refund: refundReported('R-1', 300, 2) },
    NOON + 31 * HOUR,
  );
  return { till, file, journal: readJournal(file) };
};

interface Fate {
  readonly rows: number;
  /** How many times it is sent at once, and to which of two processes. */
  readonly sent: readonly number[];
  readonly isAnswerLost: boolean;
}

const anyFates: fc.Arbitrary<readonly Fate[]> = fc.array(
  fc.record({
    rows: fc.integer({ min: 0, max: 30 }),
    sent: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 3 }),
    isAnswerLost: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Pushes all of it as a till does: from the cursor that it was told last. */
const pushAll = async (
  processes: readonly Database[],
  shown: Shown,
  journal: PushedJournal,
  fates: readonly Fate[],
): Promise<void> => {
  let cursor: Head = NO_ROWS;
  const end = journal.rows.length;
  for (const { rows, sent, isAnswerLost } of [...fates, { rows: end, sent: [0], isAnswerLost: false }]) {
    const push = pushOf(journal, cursor.sequence, Math.min(end, cursor.sequence + rows));
    const answers = await Promise.all(sent.map((process) => pushed(processes[process]!, shown, push)));
    for (const answer of answers) {
      expect(answer.answer).toBe('taken');
      if (!isAnswerLost) cursor = answer.cursor;
    }
  }
  expect(cursor).toEqual(journal.headAt(end));
};

const MOVED = ['paid', 'paid_count', 'refunded', 'refunded_count'] as const;
/** Only currencies in which money moved: the office counts charges without any in the same table. */
const MONEY = `GROUP BY currency HAVING ${MOVED.map((name) => `sum(${name}) <> 0`).join(' OR ')} ORDER BY currency`;
const SUMS = `currency, ${MOVED.map((name) => `sum(${name}) AS ${name}`).join(', ')}`;

onEachDatabase((tested) => {
  test('nothing is lost or doubled, and every sum is the till’s own', async () => {
    const { database, another } = tested();
    const processes = [database, await another()];
    let installations = 0;
    const outside = { ...handOutside(), randomBytes: (bytes: number) => randomBytes(bytes) };
    await fc.assert(
      fc.asyncProperty(anyHappenings, anyFates, async (happenings, fates) => {
        installations += 1;
        const own = String(installations).padStart(6, '0');
        const shown = await enrolledTill(database, outside, own);
        const { till, file, journal } = tillThatWrote(happenings);
        await pushAll(processes, shown, journal, fates);

        const rows = await database.query(
          'SELECT at, reference, type, payload, hash FROM events WHERE station = $1 ORDER BY sequence',
          [shown.station],
        );
        expect(rows).toEqual(
          journal.rows.map(([at, reference, type, payload], index) => ({
            at,
            reference,
            type,
            payload,
            hash: journal.headAt(index + 1).hash,
          })),
        );

        const payments = await database.query(
          'SELECT reference, number, body FROM payments WHERE station = $1',
          [shown.station],
        );
        for (const { reference, number, body } of payments) {
          expect(readPayment(String(body), null)).toEqual(till.payment(String(reference)));
          expect(number).toBe(till.numberOf(String(reference)));
        }
        expect(payments).toHaveLength(till.lastPaymentNumber());
        const [refund] = await database.query('SELECT body FROM refunds WHERE station = $1', [shown.station]);
        expect(readRefund(String(refund!['body']), null)).toEqual(till.refund('R-1'));

        const books = new SqliteDatabase(file, { readonly: true });
        const tills = books.prepare(`SELECT ${SUMS} FROM takings ${MONEY}`).all();
        books.close();
        expect(
          await database.query(`SELECT ${SUMS} FROM station_days WHERE station = $1 ${MONEY}`, [
            shown.station,
          ]),
        ).toEqual(tills);
        const moves = 'SELECT min(date) AS uncovered FROM moves WHERE station = $1';
        expect(
          await database.query('SELECT uncovered FROM stations WHERE station = $1', [shown.station]),
        ).toEqual(await database.query(moves, [shown.station]));
        expect(await database.query('SELECT * FROM alarms')).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});
