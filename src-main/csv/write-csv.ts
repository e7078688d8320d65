import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { TimeZone } from '#domain/time-zone.ts';
import { windows1252 } from './windows-1252.ts';

export interface Column<Row> {
  readonly name: string;
  /**
   * `text` comes from people or the gateway, so a spreadsheet must not run it as a formula; `decimal` is an amount with a
   * decimal point, `time` an ISO 8601 time, `plain` anything else of ours.
   */
  readonly kind: 'text' | 'decimal' | 'time' | 'plain';
  read(row: Row, zone: TimeZone): string;
}

/** What starts a formula in a spreadsheet; full-width forms count, since some programs convert them. */
const SIGN = String.raw`[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]`;
/** What may stand before the sign and be dropped by a reader: quotes and blanks. */
const DROPPED = String.raw`(?:"|[^\S\t\r\n])*`;
/** A reader set to another separator, as spreadsheets are by country, begins a cell in the middle of a text. */
const CELL_START = new RegExp(String.raw`(?:^(?=[\t\r\n])|(?<=^|[,;|\t\r\n])(?=${DROPPED}${SIGN}))`, 'gu');

/** Puts an apostrophe wherever a spreadsheet would begin a cell and take it for a formula. */
const formulaSafe = (text: string): string => text.replaceAll(CELL_START, "'");

export const textColumn = <Row>(name: string, read: (row: Row) => string): Column<Row> => ({
  name,
  kind: 'text',
  read: (row) => formulaSafe(read(row)),
});

export const plainColumn = <Row>(name: string, read: Column<Row>['read']): Column<Row> => ({
  name,
  kind: 'plain',
  read,
});

/** An amount with a decimal point, such as '12.50', or ''. */
export const decimalColumn = <Row>(name: string, read: Column<Row>['read']): Column<Row> => ({
  name,
  kind: 'decimal',
  read,
});

/** Two columns for one time (epoch ms, null for none): local to the shop, and in UTC. */
export const timeColumns = <Row>(name: string, at: (row: Row) => number | null): readonly Column<Row>[] => {
  const column = (suffix: string, write: (at: number, zone: TimeZone) => string): Column<Row> => ({
    name: name + suffix,
    kind: 'time',
    read: (row, zone) => {
      const value = at(row);
      return value === null ? '' : write(value, zone);
    },
  });
  return [
    column('', (value, zone) => zone.iso(value)),
    column('_utc', (value) => new Date(value).toISOString()),
  ];
};

export interface CsvOptions {
  /** A comma by default. */
  readonly delimiter?: string;
  /** Whether a byte order mark comes first; false by default. */
  readonly bom?: boolean;
  /** UTF-8 by default. */
  readonly encoding?: 'utf-8' | 'windows-1252';
  /** Cancels; writeCsv then rejects with an AbortError. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a header and rows as CSV and ends `out`: RFC 4180 (CRLF, quotes where needed). The same rows and zone
 * give the same bytes. Reads rows only as fast as `out` takes bytes. Resolves to the number of rows without the header.
 */
export const writeCsv = async <Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  zone: TimeZone,
  out: NodeJS.WritableStream,
  { delimiter = ',', bom = false, encoding = 'utf-8', signal }: CsvOptions = {},
): Promise<number> => {
  let count = 0;
  const records = function* (): Generator<readonly string[], void> {
    for (const row of rows) {
      count += 1;
      yield columns.map((column) => column.read(row, zone));
    }
  };
  const csv = stringify({
    header: true,
    columns: columns.map(({ name }) => name),
    delimiter,
    bom,
    record_delimiter: 'windows',
    // Off by default with record_delimiter set: a lone CR or LF inside a field would stay unquoted.
    quote_record_delimiter: true,
  });
  const encode = async function* (texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void> {
    for await (const text of texts) yield encoding === 'utf-8' ? Buffer.from(text) : windows1252(text);
  };
  csv.setEncoding('utf8');
  await pipeline(Readable.from(records()), csv, encode, out, { ...(signal && { signal }) });
  return count;
};
