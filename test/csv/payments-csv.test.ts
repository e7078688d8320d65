import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns } from '#csv/columns.ts';
import { writeCsv } from '#csv/write-csv.ts';
import type { PaymentEvent } from '#domain/payment.ts';
import { timeZone } from '#domain/time-zone.ts';
import { openReadOnly } from '#sqlite/database.ts';
import type { BookedPayment } from '#sqlite/payments-table.ts';
import { readBookedPayments } from '#sqlite/payments-table.ts';
import { intended, newJournalFile, NOON, openForTest, told } from '../sqlite/books.ts';
import { busyDay } from './books.ts';
import { readCsv } from './read-csv.ts';

const golden = (name: string): Buffer => readFileSync(new URL(`golden/${name}`, import.meta.url));

const csvOf = async (payments: Iterable<BookedPayment>, zone = 'Asia/Shanghai'): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await writeCsv(columns, payments, timeZone(zone), sink);
  return Buffer.concat(chunks);
};

const bookedIn = (file: string): readonly BookedPayment[] => {
  const { db, close } = openReadOnly(file);
  const payments = [...readBookedPayments(db, NOON, NOON + 24 * 3_600_000)];
  close();
  return payments;
};

const dayOf = (environment: 'live' | 'training'): readonly BookedPayment[] => {
  const file = newJournalFile();
  busyDay(openForTest(file), environment);
  return bookedIn(file);
};

const columnOf = (rows: string[][], name: string): (string | undefined)[] => {
  const [header = [], ...records] = rows;
  return records.map((record) => record[header.indexOf(name)]);
};

test('a day with every kind of payment and nasty texts is written byte for byte as agreed', async () => {
  const payments = dayOf('live');
  const bytes = await csvOf(payments);
  expect(bytes.toString()).toBe(golden('busy-day.csv').toString());
  expect(bytes.equals(golden('busy-day.csv'))).toBe(true);
  expect((await csvOf(payments)).equals(bytes)).toBe(true);
});

test('a day without payments is a header row', async () => {
  expect((await csvOf([])).toString()).toBe(`${columns.map(({ name }) => name).join(',')}\r\n`);
});

test('every row of a practice day says TRAINING and no row of a real day does', async () => {
  const practice = columnOf(readCsv((await csvOf(dayOf('training'))).toString()), 'training');
  expect(practice).toEqual(Array.from({ length: 12 }, () => 'TRAINING'));
  const real = columnOf(readCsv((await csvOf(dayOf('live'))).toString()), 'training');
  expect(real).toEqual(Array.from({ length: 12 }, () => ''));
});

test('no text begins a formula, and a number that is negative stays a number', async () => {
  const rows = readCsv((await csvOf(dayOf('live'))).toString());
  for (const { name } of columns.filter(({ isText }) => isText)) {
    for (const field of columnOf(rows, name)) expect(field).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
  }
  expect(columnOf(rows, 'order_reference').slice(0, 4)).toEqual([
    '\'=HYPERLINK("http://evil.example","click")',
    '\'+1 "quoted", with comma',
    "'-2+3",
    "'@SUM(A1)",
  ]);
});

test(
  'a parser of the standard reads back what is in the books, whatever people typed',
  { timeout: 60_000 },
  async () => {
    const [template] = dayOf('live');
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('"', ',', '\r', '\n', '\r\n', ';', '=', "'", ' ', 'ß', '🧾'), { maxLength: 8 })
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (texts) => {
        const payments = texts.map((orderReference): BookedPayment => ({
          ...template!,
          payment: { ...template!.payment, orderReference },
        }));
        const rows = readCsv((await csvOf(payments)).toString());
        expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns.length]));
        const read = columnOf(rows, 'order_reference').map((text) =>
          text?.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, ''),
        );
        expect(read).toEqual(texts.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, '')));
      }),
    );
  },
);

test('both ways of writing an amount and a time agree', async () => {
  const rows = readCsv((await csvOf(dayOf('live'))).toString());
  expect(columnOf(rows, 'amount').slice(-2)).toEqual(['12.50', '1200']);
  expect(columnOf(rows, 'amount_hundredths').slice(-2)).toEqual(['1250', '120000']);
  const local = columnOf(rows, 'started_at').map((text) => Date.parse(text ?? ''));
  const utc = columnOf(rows, 'started_at_utc').map((text) => Date.parse(text ?? ''));
  expect(local).toEqual(utc);
  expect(utc[0]).toBe(NOON + 60_000);
});

test('the guide for readers of the file explains exactly the columns there are, in their order', () => {
  const guide = readFileSync(new URL('../../docs/csv.md', import.meta.url), 'utf8');
  const [columnsOnly = ''] = /^## The columns$.*?^## /ms.exec(guide) ?? [];
  const explained = Array.from(columnsOnly.matchAll(/^\| `([a-z_]+)` /gm), ([, name]) => name);
  expect(explained).toEqual(columns.map(({ name }) => name));
});

test('late money in another amount than was asked for is in the file with both amounts', async () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  const tell = (event: PaymentEvent, after: number) => journal.append('T1-1', event, NOON + after);
  tell(intended('T1-1'), 0);
  tell({ type: 'created', payment: told('T1-1', 5) }, 1_000);
  tell({ type: 'observed', payment: told('T1-1', 2, { amount: 9_999, currency: 'EUR' }) }, 60_000);
  const rows = readCsv((await csvOf(bookedIn(file))).toString());
  const cells = ['state', 'late', 'amount', 'currency', 'taken_hundredths', 'taken', 'taken_currency'];
  expect(cells.flatMap((name) => columnOf(rows, name))).toEqual([
    'paid',
    'yes',
    '12.50',
    'CNY',
    '9999',
    '99.99',
    'EUR',
  ]);
});
