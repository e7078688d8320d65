import { pipeline } from 'node:stream/promises';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { timeZoneOrUtc } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import type { ExportTarget } from './export-file.ts';
import { exportName, writeExportFile } from './export-file.ts';
import { plainName } from './export-payments.ts';
import { inBatches } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';
import { zColumns, zFigures } from './z-figures.ts';

export interface ZExport extends ExportTarget {
  /** The Z's number. */
  readonly number: number;
}

export interface ZPdfExport extends ZExport {
  /** The whole PDF file. */
  readonly pdf: Uint8Array;
}

const readZ = ({ journalFile, number }: ZExport): Recorded<'day-closed'> => {
  const { db, close } = openReadOnly(journalFile);
  try {
    const z = dayJournalIn(db).closedDay(number);
    if (!z) throw new Error(`There is no Z ${number}.`);
    return z;
  } finally {
    close();
  }
};

const nameOf = (
  { environment }: ZExport,
  { record }: Recorded<'day-closed'>,
  ending: 'csv' | 'pdf',
): string =>
  exportName(environment, [plainName(record.terminalId), `z-${record.number}`, record.date], ending);

/**
 * Writes a Z as CSV, one row per figure, with its checksum; times are in the time zone of the Z. Rejects when there is
 * no such Z, with JournalRefused or with a file system error.
 */
export const exportZ = async (job: ZExport): Promise<WrittenExport> => {
  const z = readZ(job);
  const figures = zFigures(z);
  const file = await writeExportFile(job, nameOf(job, z, 'csv'), async (out) => {
    await writeCsv(zColumns(job.environment), inBatches(figures), timeZoneOrUtc(z.record.timeZone), out);
  });
  return { ...file, rows: figures.length };
};

/** Writes a Z's PDF beside its CSV, with its checksum. Rejects like `exportZ`. */
export const exportZPdf = async (job: ZPdfExport): Promise<WrittenExport> => {
  const name = nameOf(job, readZ(job), 'pdf');
  const file = await writeExportFile(job, name, async (out) => pipeline([job.pdf], out));
  return { ...file, rows: null };
};
