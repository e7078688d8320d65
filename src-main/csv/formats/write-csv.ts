import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { TimeZone } from '#domain/time-zone.ts';
import type { Column } from './column.ts';
import { windows1252 } from './windows-1252.ts';

/** What starts a formula in a spreadsheet; full-width and small forms count, since some programs convert them. */
const SIGN = String.raw`[=+\-@＝＋－＠﹦﹢﹣﹫]`;
/** What may stand before the sign and be dropped by a reader: quotes, blanks, and what nobody sees. */
const DROPPED = String.raw`(?:["＂]|(?![\t\r\n])[\s\p{Cc}\p{Cf}])*`;
/** A reader set to another separator, as spreadsheets are by country, begins a cell in the middle of a text. */
const SEPARATOR = String.raw`[,;|\t\r\n，；｜﹐﹔]`;
const CELL_START = new RegExp(String.raw`(?:^(?=[\t\r\n])|(?<=^|${SEPARATOR})(?=${DROPPED}${SIGN}))`, 'gu');

/** Puts an apostrophe wherever a spreadsheet would begin a cell and take it for a formula. */
export const formulaSafe = (text: string): string => text.replaceAll(CELL_START, "'");

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

const fieldOf = ({ kind }: Column<never>, value: string): string =>
  kind === 'text' ? formulaSafe(value) : value;

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
      yield columns.map((column) => fieldOf(column, column.read(row, zone)));
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
