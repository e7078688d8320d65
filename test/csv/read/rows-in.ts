import type { ExportRow } from '#domain/export/export-row.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { readExportRows } from '#sqlite/tables/export-rows.ts';
import { NOON } from '../../sqlite/kit/new-journal.ts';

/** What a file about the day from noon on has of this journal. */
export const rowsIn = (file: string): readonly ExportRow[] => {
  const { db, close } = openReadOnly(file);
  const rows = [...readExportRows(db, NOON, NOON + 24 * 3_600_000)];
  close();
  return rows;
};
