/** One file for all tills: a till's own columns, after those for store and till. */
import { z } from 'zod';
import { columns } from '#domain/export/columns.ts';
import { csvHeader, csvRecord } from '#domain/export/csv-text.ts';
import type { Column } from '#domain/export/column.ts';
import { textColumn } from '#domain/export/column.ts';
import type { ExportRow } from '#domain/export/export-row.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { Statements } from '../../database/database.ts';
import type { Scope } from '../../people/may.ts';
import type { DateRange } from '../by-date.ts';
import { tillRows } from './export-rows.ts';
import { inScope } from '../scope-sql.ts';
import { dayRule, zoneOf } from '../till-zone.ts';

interface OfficeRow {
  readonly storeName: string;
  readonly stationName: string;
  readonly row: ExportRow;
}

const officeColumns: readonly Column<OfficeRow>[] = [
  textColumn<OfficeRow>('office_store', ({ storeName }) => storeName),
  textColumn<OfficeRow>('office_till', ({ stationName }) => stationName),
  ...columns.map((column): Column<OfficeRow> => ({
    ...column,
    read: ({ row }, zone) => column.read(row, zone),
  })),
];

const till = z.object({
  station: z.string(),
  name: z.string(),
  store_name: z.string(),
  state: dayRule,
});

/** About a hundred kilobytes. */
const ROWS_AT_ONCE = 200;

/** The file's text, a few rows at a time; ordered by store, till and time. */
export async function* exportCsv(
  statements: Statements,
  scope: Scope,
  range: DateRange,
  now: number,
): AsyncGenerator<string, void> {
  const rows = await statements.query(
    `SELECT s.station, s.name, t.name AS store_name, s.state FROM stations s JOIN stores t ON t.store = s.store
     WHERE ${inScope(1)} ORDER BY t.name, s.store, s.name, s.station`,
    [scope.stores],
  );
  let records = [csvHeader(officeColumns)];
  for (const one of rows) {
    const { station, name: stationName, store_name: storeName, state } = till.parse(one);
    const zone = timeZone(zoneOf(state, now));
    for await (const row of tillRows(statements, station, range)()) {
      records.push(csvRecord(officeColumns, { storeName, stationName, row }, zone));
      if (records.length < ROWS_AT_ONCE) continue;
      yield records.join('');
      records = [];
    }
  }
  if (records.length > 0) yield records.join('');
}
