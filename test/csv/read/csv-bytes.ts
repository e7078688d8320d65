import { Writable } from 'node:stream';
import type { Column } from '#domain/export/column.ts';
import { inBatches } from '#csv/formats/batches.ts';
import type { CsvOptions } from '#csv/formats/write-csv.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';
import { timeZone } from '#domain/time-zone.ts';

/** The bytes that `write` puts into its stream. */
export const bytesOf = async (write: (out: Writable) => Promise<unknown>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  const sink = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await write(sink);
  return Buffer.concat(chunks);
};

/** Rows as the bytes of a file, with times local to Shanghai. */
export const csvBytes = <Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  options: CsvOptions = {},
): Promise<Buffer> =>
  bytesOf((out) => writeCsv(columns, inBatches(rows), timeZone('Asia/Shanghai'), out, options));

/** The fields of one column, without the header. */
export const columnOf = (rows: string[][], name: string): string[] => {
  const [header = [], ...records] = rows;
  return records.map((record) => record[header.indexOf(name)] ?? '');
};
