import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** Begins with no sign and has no place where another cell could begin: most texts, and quickly seen. */
const HARMLESS = /^(?:[0-9A-Za-z][\w .-]*)?$/;

/** Puts an apostrophe wherever a spreadsheet would begin a cell and take it for a formula. */
export const formulaSafe = (text: string): string =>
  HARMLESS.test(text) ? text : text.replaceAll(CELL_START, "'");

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

/** RFC 4180: what would end a field or a row stands in quotes, and a quote is written twice. */
const quoted = (field: string, delimiter: string): string =>
  /["\r\n]/.test(field) || field.includes(delimiter) ? `"${field.replaceAll('"', '""')}"` : field;

const recordOf = (fields: readonly string[], delimiter: string): string =>
  `${fields.map((field) => quoted(field, delimiter)).join(delimiter)}\r\n`;

/** About a hundred kilobytes of the longest file: a stream that takes each row by itself takes twice as long. */
const ROWS_AT_ONCE = 200;

/** The file, some rows at a time. */
function* textsOf<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  zone: TimeZone,
  { delimiter = ',', bom = false }: CsvOptions,
): Generator<string, void> {
  const header = recordOf(
    columns.map(({ name }) => name),
    delimiter,
  );
  let records = [`${bom ? '\uFEFF' : ''}${header}`];
  for (const row of rows) {
    const fields = columns.map((column) => fieldOf(column, column.read(row, zone)));
    records.push(recordOf(fields, delimiter));
    if (records.length < ROWS_AT_ONCE) continue;
    yield records.join('');
    records = [];
  }
  if (records.length > 0) yield records.join('');
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
  options: CsvOptions = {},
): Promise<number> => {
  const { encoding = 'utf-8', signal } = options;
  let count = 0;
  const counted = function* (): Generator<Row, void> {
    for (const row of rows) {
      count += 1;
      yield row;
    }
  };
  const bytes = function* (): Generator<Uint8Array, void> {
    for (const text of textsOf(columns, counted(), zone, options))
      yield encoding === 'utf-8' ? Buffer.from(text) : windows1252(text);
  };
  await pipeline(Readable.from(bytes()), out, { ...(signal && { signal }) });
  return count;
};
