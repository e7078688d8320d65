import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TimeZone } from '#domain/time-zone.ts';
import type { Column } from '#domain/export/column.ts';
import type { CsvLayout } from '#domain/export/csv-text.ts';
import { csvTexts } from '#domain/export/csv-text.ts';
import { windows1252 } from './windows-1252.ts';

export interface CsvOptions extends CsvLayout {
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
    for (const text of csvTexts(columns, counted(), zone, options))
      yield encoding === 'utf-8' ? Buffer.from(text) : windows1252(text);
  };
  await pipeline(Readable.from(bytes()), out, { ...(signal && { signal }) });
  return count;
};
