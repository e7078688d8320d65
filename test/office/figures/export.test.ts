import { expect, test } from 'vitest';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { PushedRow } from '#domain/office/push.ts';
import { chained } from '../../../src-office/journal/chain.ts';
import { exportCsv } from '../../../src-office/figures/export/export-csv.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { columns } from '#domain/export/columns.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { readExportRows } from '#sqlite/tables/export-rows.ts';
import { busyDay } from '../../csv/made-up-journal.ts';
import { csvBytes } from '../../csv/read/csv-bytes.ts';
import { readCsv } from '../../csv/read/read-csv.ts';
import { newJournalFile, openForTest } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
  tillState,
} from '../../support/office/tills.ts';

const EVER = { from: '2000-01-01', to: '2099-12-31' };

onEachDatabase((tested) => {
  test("the file of all tills has each till's own rows, field by field, after its store and name", async () => {
    const { database } = tested();
    const outside = handOutside();
    const file = newJournalFile();
    busyDay(openForTest(file), 'live');
    const { db, close } = openReadOnly(file);
    const own = readCsv((await csvBytes(columns, readExportRows(db, 0, Number.MAX_SAFE_INTEGER))).toString());
    close();
    const journal = readJournal(file);
    for (const installation of ['7HJ2K9', 'ABC123']) {
      const till = await enrolledTill(database, outside, installation);
      await pushed(database, till, pushOf(journal, 0, journal.rows.length));
    }
    const texts: string[] = [];
    for await (const text of exportCsv(database, OFFICE_SCOPE, EVER, outside.now())) texts.push(text);
    const [header, ...records] = readCsv(texts.join(''));
    const [ownHeader, ...ownRecords] = own;
    expect(ownRecords).toHaveLength(17);
    expect(header).toEqual(['office_store', 'office_till', ...ownHeader!]);
    expect(records).toEqual(
      [...ownRecords, ...ownRecords].map((record) => ['Main street', 'Front', ...record]),
    );
  });

  test('of a till with any number of payments and refunds only some are in the memory at once', async () => {
    const { database } = tested();
    const outside = handOutside();
    const file = newJournalFile();
    busyDay(openForTest(file), 'live');
    const journal = readJournal(file);
    const till = await enrolledTill(database, outside);
    await pushed(database, till, pushOf(journal, 0, journal.rows.length));
    const [first] = await database.query('SELECT number FROM refunds ORDER BY number LIMIT 1');
    const same =
      'state, ended, started_at, changed_at, date, amount, currency, payment_reference, gateway_id, cashier, sequence, body';
    await database.query(
      `INSERT INTO refunds (station, reference, number, ${same})
       SELECT station, reference || '-' || CAST(n AS text), 1000 + n, ${same}
       FROM refunds CROSS JOIN generate_series(1, 1100) AS n WHERE number = $1`,
      [Number(first!['number'])],
    );
    let most = 0;
    const counting = {
      query: async (...given: Parameters<typeof database.query>) => {
        const rows = await database.query(...given);
        most = Math.max(most, rows.length);
        return rows;
      },
    };
    const texts: string[] = [];
    for await (const text of exportCsv(counting, OFFICE_SCOPE, EVER, outside.now())) texts.push(text);
    const numbers = readCsv(texts.join(''));
    expect(numbers).toHaveLength(1 + 17 + 1_100);
    expect(new Set(numbers.map((record) => record.join())).size).toBe(numbers.length);
    expect(most).toBeLessThanOrEqual(500);
  });

  test('a row that no office can read yet keeps nothing out of the file', async () => {
    const { database } = tested();
    const outside = handOutside();
    const file = newJournalFile();
    busyDay(openForTest(file), 'live');
    const { rows } = readJournal(file);
    // Of a payment settled by hand, the file needs all rows.
    const [at, reference] = rows.find(([, , type]) => type === 'settled')!;
    const all: readonly PushedRow[] = [...rows, [at, reference, 'newer', '{"type":"newer"}']];
    const { sequence, hash } = chained(NO_ROWS, all).at(-1)!;
    const end = { sequence, hash };
    const till = await enrolledTill(database, outside);
    await pushed(database, till, {
      after: NO_ROWS,
      rows: all.map((row) => [...row]),
      upTo: end,
      end,
      state: tillState(),
    });
    const texts: string[] = [];
    for await (const text of exportCsv(database, OFFICE_SCOPE, EVER, outside.now())) texts.push(text);
    expect(readCsv(texts.join(''))).toHaveLength(1 + 17);
  });
});
