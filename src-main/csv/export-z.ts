import { pipeline } from 'node:stream/promises';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import { exportName, writeExportFile } from './export-file.ts';
import type { ExportPlace } from './export-payments.ts';
import { plainName } from './export-payments.ts';
import { writeCsv } from './write-csv.ts';
import { zColumns, zFigures } from './z-figures.ts';

export interface ZOrder extends ExportPlace {
  /** The Z's number. */
  readonly number: number;
}

export interface ZPdfOrder extends ZOrder {
  /** The whole PDF file. */
  readonly pdf: Uint8Array;
}

const readZ = ({ journalFile, number }: ZOrder): Recorded<'day-closed'> => {
  const { db, close } = openReadOnly(journalFile);
  try {
    const z = dayJournalIn(db).closedDay(number);
    if (!z) throw new Error(`There is no Z ${number}.`);
    return z;
  } finally {
    close();
  }
};

const nameOf = ({ environment }: ZOrder, { record }: Recorded<'day-closed'>, ending: 'csv' | 'pdf'): string =>
  exportName(environment, [plainName(record.terminalId), `z-${record.number}`, record.date], ending);

/**
 * Writes a Z as CSV, one row for each figure, with its checksum; times are by the clock that the Z itself names.
 * Rejects where there is no such Z, with JournalRefused or an error of the file system.
 */
export const exportZ = async (order: ZOrder): Promise<WrittenExport> => {
  const z = readZ(order);
  const figures = zFigures(z);
  const file = await writeExportFile(order, nameOf(order, z, 'csv'), async (out) => {
    await writeCsv(zColumns(order.environment), figures, timeZone(z.record.timeZone), out);
  });
  return { ...file, rows: figures.length };
};

/** Keeps a Z that was set as PDF beside its CSV, with a checksum too. Rejects like `exportZ`. */
export const exportZPdf = async (order: ZPdfOrder): Promise<WrittenExport> => {
  const name = nameOf(order, readZ(order), 'pdf');
  const file = await writeExportFile(order, name, async (out) => pipeline([order.pdf], out));
  return { ...file, rows: null };
};
