import { Writable } from 'node:stream';
import type { Column, Writing } from '#csv/write-csv.ts';
import { writeCsv } from '#csv/write-csv.ts';
import { timeZone } from '#domain/time-zone.ts';

/** Rows as the bytes of a file, by the clock of Shanghai. */
export const csvBytes = async <Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  writing: Writing = {},
): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await writeCsv(columns, rows, timeZone('Asia/Shanghai'), sink, writing);
  return Buffer.concat(chunks);
};

/** The fields of one column under the header row. */
export const columnOf = (rows: string[][], name: string): string[] => {
  const [header = [], ...records] = rows;
  return records.map((record) => record[header.indexOf(name)] ?? '');
};
