/** Writes rows as CSV by RFC 4180 (CRLF, quotes where needed), with nothing that a spreadsheet would run. */
import type { TimeZone } from '#domain/time-zone.ts';
import type { Column } from './column.ts';

/** What starts a formula in a spreadsheet; full-width and small forms count, since some programs convert them. */
const SIGN = String.raw`[=+\-@＝＋－＠﹦﹢﹣﹫]`;
/** What a reader may drop before the sign: quotes, blanks, control and format characters. */
const DROPPED = String.raw`(?:["＂]|(?![\t\r\n])[\s\p{Cc}\p{Cf}])*`;
/** Separators differ by country; a reader that expects another one begins a new cell in the middle of a text. */
const SEPARATOR = String.raw`[,;|\t\r\n，；｜﹐﹔]`;
const CELL_START = new RegExp(String.raw`(?:^(?=[\t\r\n])|(?<=^|${SEPARATOR})(?=${DROPPED}${SIGN}))`, 'gu');

/** A quick test that most texts pass: no sign at the start, and no character at which another cell could begin. */
const HARMLESS = /^(?:[0-9A-Za-z][\w .-]*)?$/;

/** Puts an apostrophe wherever a spreadsheet could begin a cell and read it as a formula. */
export const formulaSafe = (text: string): string =>
  HARMLESS.test(text) ? text : text.replaceAll(CELL_START, "'");

const fieldOf = ({ kind }: Column<never>, value: string): string =>
  kind === 'text' ? formulaSafe(value) : value;

/** RFC 4180: quotes a field that contains a delimiter, a line break or a quote, and doubles its quotes. */
const quoted = (field: string, delimiter: string): string =>
  /["\r\n]/.test(field) || field.includes(delimiter) ? `"${field.replaceAll('"', '""')}"` : field;

const recordOf = (fields: readonly string[], delimiter: string): string =>
  `${fields.map((field) => quoted(field, delimiter)).join(delimiter)}\r\n`;

export const csvHeader = (columns: readonly Column<never>[], delimiter = ','): string =>
  recordOf(
    columns.map(({ name }) => name),
    delimiter,
  );

export const csvRecord = <Row>(
  columns: readonly Column<Row>[],
  row: Row,
  zone: TimeZone,
  delimiter = ',',
): string =>
  recordOf(
    columns.map((column) => fieldOf(column, column.read(row, zone))),
    delimiter,
  );
