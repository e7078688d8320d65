import { describe, expect, test } from 'vitest';
import type { Column } from '#domain/export/column.ts';
import { decimalColumn, plainColumn, textColumn, timeColumns } from '#domain/export/column.ts';
import { inBatches } from '#csv/formats/batches.ts';
import { writeXlsx } from '#csv/formats/write-xlsx.ts';
import { timeZone } from '#domain/time-zone.ts';
import { bytesOf } from './read/csv-bytes.ts';
import type { Cell } from './read/read-xlsx.ts';
import { readXlsx } from './read/read-xlsx.ts';

const workbook = <Row>(columns: readonly Column<Row>[], rows: Iterable<Row>): Promise<Buffer> =>
  bytesOf((out) =>
    writeXlsx(columns, inBatches(rows), timeZone('Asia/Shanghai'), out, { sheet: 'Payments' }),
  );

const cellOf = async (column: Column<string>, value: string): Promise<Cell | undefined> =>
  readXlsx(await workbook([column], [value]))[1]?.get('A');

describe('an Excel file', () => {
  test.each([
    '0012345',
    '20261127000000000000000012345',
    '1E5',
    '3-4',
    '12.50',
    '2026-11-23',
    '=1+1',
    '@SUM(A1)',
    '-5',
    'TRUE',
    "'quoted",
    ' blanks around ',
    'a < b & "c"',
    'two\nlines',
    'Chen 陈 ‏شن 🍵𠮷',
    'bell\u0007',
    '_x0041_',
    'constructor',
  ])('keeps the text %j unchanged, even when its cell is edited', async (text) => {
    const column = textColumn('column', (row: string) => row);
    expect(await cellOf(column, text)).toEqual({ is: 'text', value: text, format: '@' });
  });

  test.each([
    ['a\ufffeb', 'a\ufffdb'],
    ['\uffff', '\ufffd'],
    ['\ud83c', '\ufffd'],
    ['x'.repeat(40_000), 'x'.repeat(32_767)],
    [`${'x'.repeat(32_766)}🍵`, `${'x'.repeat(32_766)}\ufffd`],
  ])('opens whatever its texts contain, even %j', async (text, read) => {
    const column = textColumn('column', (row: string) => row);
    expect(await cellOf(column, text)).toEqual({ is: 'text', value: read, format: '@' });
  });

  test('has amounts as numbers with two decimals', async () => {
    const column = decimalColumn('column', (row: string) => row);
    expect(await cellOf(column, '1250.10')).toEqual({ is: 'number', value: '1250.1', format: '0.00' });
    expect(await cellOf(column, '9999999999.99')).toMatchObject({ value: '9999999999.99' });
  });

  test('has times by the shop’s clock, which Excel can sort and group', async () => {
    const [local] = timeColumns('ended_at', (row: string) => Number(row));
    const noonInShanghai = Date.UTC(2026, 10, 23, 4);
    expect(await cellOf(local!, String(noonInShanghai))).toEqual({
      is: 'number',
      value: '46349.5',
      format: 'yyyy-mm-dd hh:mm:ss',
    });
  });

  test('counts with our running numbers, and rounds none, not even those longer than Excel can hold', async () => {
    const column = plainColumn('column', (row: string) => row);
    expect(await cellOf(column, '42')).toMatchObject({ is: 'number', value: '42' });
    expect(await cellOf(column, '1234567890123456')).toMatchObject({ is: 'text', value: '1234567890123456' });
    expect(await cellOf(column, 'paid')).toMatchObject({ is: 'text', value: 'paid' });
  });

  test('leaves a cell empty where there is nothing', async () => {
    expect(
      await cellOf(
        textColumn('column', (row: string) => row),
        '',
      ),
    ).toBeUndefined();
  });

  test('has the same bytes for the same rows', async () => {
    const columns = [textColumn('text', (row: string) => row)];
    expect(await workbook(columns, ['a', 'b'])).toEqual(await workbook(columns, ['a', 'b']));
  });
});
