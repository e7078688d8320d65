import { pipeline } from 'node:stream/promises';
import type { CellValue } from 'hucre';
import { writeXlsxStream } from 'hucre/xlsx';
import type { TimeZone } from '#domain/time-zone.ts';
import type { Column } from '#domain/export/column.ts';
import type { Batches } from './batches.ts';

type Kind = Column<unknown>['kind'];

/** Width in characters, and Excel's number format; '@' keeps a text a text when its cell is edited. */
const STYLES: Readonly<Record<Kind, { readonly width: number; readonly numFmt: string }>> = {
  text: { width: 28, numFmt: '@' },
  decimal: { width: 12, numFmt: '0.00' },
  time: { width: 20, numFmt: 'yyyy-mm-dd hh:mm:ss' },
  date: { width: 12, numFmt: 'yyyy-mm-dd' },
  plain: { width: 10, numFmt: 'General' },
};

/** The most UTF-16 code units that an Excel cell holds. */
const MAX_UNITS = 32_767;
/** XML may not contain these, even escaped: a single one makes Excel refuse the whole workbook. */
const NO_CHARACTERS = /[\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Excel reads _x0041_ in a text as the letter A unless its first underscore is escaped like this. */
const asWritten = (text: string): string =>
  text
    .slice(0, MAX_UNITS)
    .replaceAll(NO_CHARACTERS, '\uFFFD')
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');

/** Excel has no time zones: a time becomes what the shop's clock showed. */
const clockTime = (iso: string): Date => new Date(`${iso.slice(0, 19)}Z`);

/** Numbers of more than 15 digits stay text, since Excel would round them. */
const WHOLE = /^\d{1,15}$/;

const cellOf = (kind: Kind, value: string): CellValue => {
  if (value === '') return null;
  if (kind === 'decimal') return Number(value);
  if (kind === 'time') return clockTime(value);
  if (kind === 'date') return new Date(value);
  return kind === 'plain' && WHOLE.test(value) ? Number(value) : asWritten(value);
};

/**
 * Writes a header and rows as an Excel workbook (Office Open XML) and ends `out`. Texts stay texts: none becomes a number,
 * a date or a formula. The same rows and zone give the same bytes. Reads rows only as fast as `out` takes bytes; more rows
 * than a sheet holds (1,048,576) continue in another. Resolves to the number of rows without the
 * header. Rejects with an AbortError when `signal` cancels.
 */
export const writeXlsx = async <Row>(
  columns: readonly Column<Row>[],
  batches: Batches<Row>,
  zone: TimeZone,
  out: NodeJS.WritableStream,
  { sheet, signal }: { readonly sheet: string; readonly signal?: AbortSignal },
): Promise<number> => {
  let count = 0;
  const cells = async function* (): AsyncGenerator<CellValue[], void> {
    for await (const rows of batches) {
      count += rows.length;
      for (const row of rows) yield columns.map((column) => cellOf(column.kind, column.read(row, zone)));
    }
  };
  const workbook = writeXlsxStream(cells(), {
    name: sheet,
    columns: columns.map(({ name, kind }) => ({ header: name, ...STYLES[kind] })),
    freezePane: { rows: 1 },
  });
  await pipeline(workbook, out, { ...(signal && { signal }) });
  return count;
};
