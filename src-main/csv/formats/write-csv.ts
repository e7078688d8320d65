import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TimeZone } from '#domain/time-zone.ts';
import type { Column } from '#domain/export/column.ts';
import { csvHeader, csvRecord } from '#domain/export/csv-text.ts';
import type { Batches } from './batches.ts';
import { windows1252 } from './windows-1252.ts';

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
  batches: Batches<Row>,
  zone: TimeZone,
  out: NodeJS.WritableStream,
  options: CsvOptions = {},
): Promise<number> => {
  const { delimiter = ',', bom = false, encoding = 'utf-8', signal } = options;
  const encoded = (text: string): Uint8Array =>
    encoding === 'utf-8' ? Buffer.from(text) : windows1252(text);
  let count = 0;
  const bytes = async function* (): AsyncGenerator<Uint8Array, void> {
    yield encoded(`${bom ? '\uFEFF' : ''}${csvHeader(columns, delimiter)}`);
    for await (const rows of batches) {
      count += rows.length;
      if (rows.length > 0)
        yield encoded(rows.map((row) => csvRecord(columns, row, zone, delimiter)).join(''));
    }
  };
  await pipeline(Readable.from(bytes()), out, { ...(signal && { signal }) });
  return count;
};
