import { businessDays } from '#domain/shop/business-day.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { TimeZone } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import type { JobOptions } from '#sqlite/worker/run-in-worker.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import type { ExportRow } from '#domain/export/export-row.ts';
import type { SelectedBy } from '#sqlite/tables/export-rows.ts';
import { countExportRows, readExportRows } from '#sqlite/tables/export-rows.ts';
import { lastPaymentBefore } from '#sqlite/tables/payments-table.ts';
import { columns } from '#domain/export/columns.ts';
import type { ExportTarget } from './export-file.ts';
import { exportName, writeExportFile } from './export-file.ts';
import { includesRow, presetColumns, presets } from './presets.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';
import { writeXlsx } from '#csv/formats/write-xlsx.ts';

export interface PaymentsExport extends ExportTarget {
  /** Payments and refunds started in [from, to) or, for an accounting preset, ended then; epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Id of an accounting preset; null for the whole file. */
  readonly preset: string | null;
}

/** Rows between two progress reports. */
const PROGRESS_STEP = 1_000;

/** The terminal ID, in characters that every file system accepts. */
export const plainName = (terminalId: string): string =>
  terminalId.replaceAll(/[^0-9A-Za-z]+/g, '-').replaceAll(/^-|-$/g, '');

/** 'countertop-live-T1-2026-11-23.csv', with both dates for more than one day. */
const nameOf = (job: PaymentsExport, terminalId: string, ending: 'csv' | 'xlsx'): string => {
  const days = businessDays(job);
  const first = days.dateOf(job.from);
  const last = days.dateOf(Math.max(job.from, job.to - 1));
  const span = first === last ? first : `${first}-to-${last}`;
  return exportName(job.environment, [plainName(terminalId), span, job.preset ?? ''], ending);
};

interface Layout {
  readonly ending: 'csv' | 'xlsx';
  readonly by: SelectedBy;
  readonly includes: (row: ExportRow) => boolean;
  readonly write: (rows: Iterable<ExportRow>, zone: TimeZone, out: NodeJS.WritableStream) => Promise<number>;
}

/** Throws for an unknown preset. */
const layoutOf = (id: string | null, signal?: AbortSignal): Layout => {
  const cancelling = signal && { signal };
  if (id === null) {
    return {
      ending: 'csv',
      by: 'start',
      includes: () => true,
      write: (rows, zone, out) => writeCsv(columns, rows, zone, out, { ...cancelling }),
    };
  }
  const preset = presets.get(id);
  if (!preset) throw new Error(`There is no export preset '${id}'.`);
  const shown = presetColumns(preset);
  return {
    ending: preset.file,
    // Each is booked once, on the day on which its money moved, however long after its start that was.
    by: 'end',
    includes: (row) => includesRow(preset, row),
    write: (rows, zone, out) =>
      preset.file === 'xlsx'
        ? writeXlsx(shown, rows, zone, out, { sheet: preset.sheet, ...cancelling })
        : writeCsv(shown, rows, zone, out, { ...preset, ...cancelling }),
  };
};

/** The rows that the layout includes; reports now and then how many rows it has read. */
function* selectRows(
  rows: Iterable<ExportRow>,
  includes: Layout['includes'],
  total: number,
  onProgress: JobOptions['onProgress'],
): Generator<ExportRow, void> {
  let done = 0;
  for (const row of rows) {
    if (includes(row)) yield row;
    done += 1;
    if (done % PROGRESS_STEP === 0) onProgress?.({ done, total });
  }
}

/**
 * Writes a snapshot of the journal as CSV or as an Excel workbook, with its checksum; the till may write to the journal
 * meanwhile. The file is named after the terminal of the last payment before `to`, so that the same journal always gets
 * the same name, whatever the settings are now. Rejects with JournalRefused, an AbortError or a file system error.
 */
export const exportPayments = async (
  job: PaymentsExport,
  { onProgress, signal }: JobOptions = {},
): Promise<WrittenExport> => {
  const { from, to } = job;
  const zone = timeZone(job.timeZone);
  const { ending, by, includes, write } = layoutOf(job.preset, signal);
  const { db, close } = openReadOnly(job.journalFile);
  try {
    db.exec('BEGIN');
    const terminalId = lastPaymentBefore(db, to)?.terminal.terminalId ?? '';
    const total = countExportRows(db, from, to, by);
    let rows = 0;
    const file = await writeExportFile(job, nameOf(job, terminalId, ending), async (out) => {
      const selected = selectRows(readExportRows(db, from, to, by), includes, total, onProgress);
      rows = await write(selected, zone, out);
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
