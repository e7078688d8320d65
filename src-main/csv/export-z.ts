import { timeZone } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export-ports.ts';
import { openReadOnly } from '#sqlite/database.ts';
import { dayBookIn } from '#sqlite/day-book.ts';
import { fileStem, writeExportFile } from './export-file.ts';
import type { ExportPlace } from './export-payments.ts';
import { plainName } from './export-payments.ts';
import { writeCsv } from './write-csv.ts';
import { zColumns, zFigures } from './z-figures.ts';

export interface ZOrder extends ExportPlace {
  /** The Z's number. */
  readonly number: number;
}

/**
 * Writes a Z as CSV, one row for each figure, with its checksum; times are by the clock that the Z itself names.
 * Rejects where there is no such Z, with JournalRefused or an error of the file system.
 */
export const exportZ = async (order: ZOrder): Promise<WrittenExport> => {
  const { db, close } = openReadOnly(order.journalFile);
  try {
    const z = dayBookIn(db).closedDay(order.number);
    if (!z) throw new Error(`There is no Z ${order.number}.`);
    const { terminalId, date, number } = z.record;
    const stem = fileStem(order.environment, [plainName(terminalId), `z-${number}`, date]);
    const figures = zFigures(z);
    const file = await writeExportFile(order, stem, async (out) => {
      await writeCsv(zColumns(order.environment), figures, timeZone(z.record.timeZone), out);
    });
    return { ...file, rows: figures.length };
  } finally {
    close();
  }
};
