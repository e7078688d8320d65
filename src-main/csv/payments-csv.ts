import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { BookedPayment } from '#sqlite/payments-table.ts';
import { columns } from './columns.ts';
import type { TimeZone } from '#domain/time-zone.ts';

/**
 * Writes payments as CSV and ends `out`: UTF-8 without BOM, RFC 4180 (commas, CRLF, quotes where needed), a header
 * row, one row for each payment in the given order. The same payments and zone give the same bytes. Takes payments
 * only as fast as `out` takes bytes. Resolves to the number of rows under the header.
 */
export const writePaymentsCsv = async (
  payments: Iterable<BookedPayment>,
  zone: TimeZone,
  out: NodeJS.WritableStream,
): Promise<number> => {
  let rows = 0;
  const records = function* (): Generator<readonly string[], void> {
    for (const booked of payments) {
      rows += 1;
      yield columns.map((column) => column.read(booked, zone));
    }
  };
  const csv = stringify({
    header: true,
    columns: columns.map(({ name }) => name),
    record_delimiter: 'windows',
    // Off by default once the delimiter is given: a lone CR or LF inside a field would then stay bare.
    quote_record_delimiter: true,
  });
  await pipeline(Readable.from(records()), csv, out);
  return rows;
};
