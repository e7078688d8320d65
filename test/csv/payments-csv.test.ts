import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns } from '#domain/export/columns.ts';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { ExportRow } from '#domain/export/export-row.ts';
import { intended, newJournalFile, NOON, openForTest, reportedPayment } from '../sqlite/kit/new-journal.ts';
import { busyDay } from './made-up-journal.ts';
import { columnOf, csvBytes } from './read/csv-bytes.ts';
import { expectGolden } from './read/golden.ts';
import { readCsv } from './read/read-csv.ts';
import { rowsIn } from './read/rows-in.ts';

const csvOf = (rows: Iterable<ExportRow>): Promise<Buffer> => csvBytes(columns, rows);

const dayOf = (environment: 'live' | 'training'): readonly ExportRow[] => {
  const file = newJournalFile();
  busyDay(openForTest(file), environment);
  return rowsIn(file);
};

const FORMULA = /^[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫]/u;

test('a day with every kind of payment, refund and awkward text matches the golden file', async () => {
  const rows = dayOf('live');
  const bytes = await csvOf(rows);
  await expectGolden(bytes.toString(), 'busy-day.csv');
  expect((await csvOf(rows)).equals(bytes)).toBe(true);
});

test('a day without payments is a header row', async () => {
  expect((await csvOf([])).toString()).toBe(`${columns.map(({ name }) => name).join(',')}\r\n`);
});

test('every row of a training day says TRAINING and no row of a live day does', async () => {
  const training = columnOf(readCsv((await csvOf(dayOf('training'))).toString()), 'training');
  expect(training).toEqual(Array.from({ length: 17 }, () => 'TRAINING'));
  const live = columnOf(readCsv((await csvOf(dayOf('live'))).toString()), 'training');
  expect(live).toEqual(Array.from({ length: 17 }, () => ''));
});

test('no text starts a formula', async () => {
  const rows = readCsv((await csvOf(dayOf('live'))).toString());
  for (const { name } of columns.filter(({ kind }) => kind === 'text')) {
    for (const field of columnOf(rows, name)) expect(field).not.toMatch(FORMULA);
  }
  expect(columnOf(rows, 'order_reference').slice(0, 3)).toEqual([
    '\'=HYPERLINK("http://evil.example","click")',
    '\'+1 "quoted", with comma',
    "'-2+3",
  ]);
  expect(columnOf(rows, 'cashier')[0]).toBe('\'=Lin "L"');
});

test('the note of a sale is in the last column and cannot become a formula', async () => {
  const [row] = dayOf('live');
  const payment = { ...row!.payment, note: '=blue coat, "collected" tomorrow' };
  const bytes = await csvOf([{ ...row!, record: 'payment', story: payment, payment } as ExportRow]);
  const read = readCsv(bytes.toString());
  expect(read[0]?.at(-1)).toBe('note');
  expect(columnOf(read, 'note')).toEqual(['\'=blue coat, "collected" tomorrow']);
});

const orderAsWritten = async (orderReference: string): Promise<string> => {
  const [row] = dayOf('live');
  const payment = { ...row!.payment, orderReference };
  const read = readCsv(
    (await csvOf([{ ...row!, record: 'payment', story: payment, payment } as ExportRow])).toString(),
  );
  return columnOf(read, 'order_reference')[0] ?? '';
};

test.each([
  ['x;=1+1;y', "x;'=1+1;y"],
  ['x,+1', "x,'+1"],
  ['x\t-1', "x\t'-1"],
  ['x|@SUM(A1)|=2', "x|'@SUM(A1)|'=2"],
  ['x\r=1', "x\r'=1"],
  ['x\n＝1', "x\n'＝1"],
  ['x;"=1"', 'x;\'"=1"'],
  ['x";"=1', 'x";\'"=1'],
  ['x; =1', "x;' =1"],
  [' =1', "' =1"],
  ['x；＝1', "x；'＝1"],
  ['x，＋1，﹣2', "x，'＋1，'﹣2"],
  ['﹫SUM(A1)', "'﹫SUM(A1)"],
  ['＂＝1＂', "'＂＝1＂"],
  ['x;\u200b=1', "x;'\u200b=1"],
  ['\u0000=1', "'\u0000=1"],
  ['\ufeff@A1', "'\ufeff@A1"],
  ['x\t\u202e-1', "x\t'\u202e-1"],
  ['12-3, 4 + 5; a@b', '12-3, 4 + 5; a@b'],
])(
  '%j cannot become a formula in a program that splits cells at another separator',
  async (typed, written) => {
    expect(await orderAsWritten(typed)).toBe(written);
  },
);

test('a standard CSV parser reads back what is in the journal, whatever people typed', async () => {
  const [payment] = dayOf('live').filter((row) => row.record === 'payment');
  const [refund] = dayOf('live').filter((row) => row.record === 'refund');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('"', ',', '\r', '\n', '\r\n', ';', '=', "'", '\t', '@', ' ', 'ß', '🧾', '‏ש'), {
        maxLength: 8,
      })
      .map((parts) => parts.join('')),
  );
  const unmarked = (text = ''): string =>
    text.replaceAll(
      /(?<=^|[,;|\t\r\n，；｜﹐﹔])'(?=(?:["＂]|(?![\t\r\n])[\s\p{Cc}\p{Cf}])*[=+\-@＝＋－＠﹦﹢﹣﹫])|^'(?=[\t\r\n])/gu,
      '',
    );
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (texts) => {
      const rows = texts.flatMap((typed): ExportRow[] => {
        const person = { id: 'p', name: typed, role: 'cashier' } as const;
        const story = { ...refund!.story, note: typed, askedBy: person };
        const paid = { ...payment!.payment, orderReference: typed, cashier: person };
        return [
          { ...payment!, story: paid, payment: paid },
          { ...refund!, story },
        ];
      });
      const read = readCsv((await csvOf(rows)).toString());
      expect(new Set(read.map((row) => row.length))).toEqual(new Set([columns.length]));
      const twice = texts.map(unmarked).flatMap((typed) => [typed, typed]);
      expect(columnOf(read, 'cashier').map(unmarked)).toEqual(twice);
      for (const [name, nth] of [
        ['order_reference', 0],
        ['refund_note', 1],
      ] as const) {
        const cells = columnOf(read, name);
        for (const cell of cells) expect(cell).not.toMatch(FORMULA);
        const own = cells.filter((_, index) => index % 2 === nth);
        expect(own.map(unmarked)).toEqual(texts.map(unmarked));
      }
    }),
  );
});

test('both spellings of an amount and of a time agree', async () => {
  const rows = readCsv((await csvOf(dayOf('live'))).toString());
  expect(columnOf(rows, 'amount').slice(-2)).toEqual(['1200', '12.50']);
  expect(columnOf(rows, 'amount_hundredths').slice(-2)).toEqual(['120000', '1250']);
  const local = columnOf(rows, 'started_at').map((text) => Date.parse(text));
  const utc = columnOf(rows, 'started_at_utc').map((text) => Date.parse(text));
  expect(local).toEqual(utc);
  expect(utc[0]).toBe(NOON + 60_000);
});

test('the guide explains exactly these columns, in their order', () => {
  const guide = readFileSync(new URL('../../docs/csv.md', import.meta.url), 'utf8');
  const section = /## The columns\n([^]*?)\n## /.exec(guide)?.[1] ?? '';
  const explained = Array.from(section.matchAll(/^\| `([a-z_]+)` /gm), ([, name]) => name);
  expect(explained).toEqual(columns.map(({ name }) => name));
});

test('a late payment with an amount mismatch shows both amounts in the file', async () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  const append = (event: PaymentEvent, after: number) => journal.append('T1-1', event, NOON + after);
  append(intended('T1-1'), 0);
  append({ type: 'created', payment: reportedPayment('T1-1', 5) }, 1_000);
  append(
    { type: 'observed', payment: reportedPayment('T1-1', 2, { amount: 9_999, currency: 'EUR' }) },
    60_000,
  );
  const rows = readCsv((await csvOf(rowsIn(file))).toString());
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
