import { Writable } from 'node:stream';
import type { Column, CsvOptions } from '#csv/write-csv.ts';
import { writeCsv } from '#csv/write-csv.ts';
import { timeZone } from '#domain/time-zone.ts';

/** Rows as the bytes of a file, with times local to Shanghai. */
export const csvBytes = async <Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  options: CsvOptions = {},
): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await writeCsv(columns, rows, timeZone('Asia/Shanghai'), sink, options);
  return Buffer.concat(chunks);
};

/** The fields of one column, without the header. */
export const columnOf = (rows: string[][], name: string): string[] => {
  const [header = [], ...records] = rows;
  return records.map((record) => record[header.indexOf(name)] ?? '');
};
