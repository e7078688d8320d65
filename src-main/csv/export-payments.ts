import type { DayRule } from '#domain/shop/business-day.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import type { Environment } from '#domain/shop/settings.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { ExportProgress, WrittenExport } from '#services/export/export-ports.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import type { ExportRow } from '#sqlite/tables/export-rows.ts';
import { countExportRows, readExportRows } from '#sqlite/tables/export-rows.ts';
import { lastPaymentBefore } from '#sqlite/tables/payments-table.ts';
import { columns } from './columns.ts';
import type { ExportFolder } from './export-file.ts';
import { exportName, writeExportFile } from './export-file.ts';
import { presetColumns, presets } from './presets.ts';
import type { Column } from './write-csv.ts';
import { writeCsv } from './write-csv.ts';

/** What every export needs to know; plain data, because it travels to a worker thread. */
export interface ExportPlace extends DayRule, ExportFolder {
  readonly journalFile: string;
  readonly environment: Environment;
}

export interface PaymentsOrder extends ExportPlace {
  /** Payments and refunds started in [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Id of an accounting preset; null for the whole file. */
  readonly preset: string | null;
}

/** How an export goes on, and what breaks it off. */
export interface ExportWatch {
  readonly onProgress?: (progress: ExportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Rows between two words about the progress. */
const STEP = 1_000;

/** The terminal's name as a file may carry it. */
export const plainName = (terminalId: string): string =>
  terminalId.replaceAll(/[^0-9A-Za-z]+/g, '-').replaceAll(/^-|-$/g, '');

/** 'countertop-live-T1-2026-11-23.csv', with both ends for more than a day and TRAINING- in front of practice. */
const nameOf = (order: PaymentsOrder, terminalId: string): string => {
  const days = businessDays(order);
  const first = days.dateOf(order.from);
  const last = days.dateOf(Math.max(order.from, order.to - 1));
  const span = first === last ? first : `${first}-to-${last}`;
  return exportName(order.environment, [plainName(terminalId), span, order.preset ?? '']);
};

interface Layout {
  readonly columns: readonly Column<ExportRow>[];
  readonly delimiter: string;
  readonly bom: boolean;
  readonly has: (row: ExportRow) => boolean;
}

/** Throws Error for a preset nobody knows. */
const layoutOf = (id: string | null): Layout => {
  if (id === null) return { columns, delimiter: ',', bom: false, has: () => true };
  const preset = presets.get(id);
  if (!preset) throw new Error(`There is no export preset '${id}'.`);
  const { delimiter, bom, states } = preset;
  return {
    columns: presetColumns(preset),
    delimiter,
    bom,
    has: ({ story }) => states.includes(story.state),
  };
};

/** The rows that belong into the file, telling now and then how many have been gone through. */
function* watched(
  rows: Iterable<ExportRow>,
  has: Layout['has'],
  total: number,
  onProgress: ExportWatch['onProgress'],
): Generator<ExportRow, void> {
  let done = 0;
  for (const row of rows) {
    if (has(row)) yield row;
    done += 1;
    if (done % STEP === 0) onProgress?.({ done, total });
  }
}

/**
 * Writes one moment of the journal as CSV, with its checksum; the till may go on writing meanwhile. The terminal in the
 * name is the one of the last payment before the end, so that the same books give the same name whatever the settings
 * have become since. Rejects with JournalRefused, an AbortError or an error of the file system.
 */
export const exportPayments = async (
  order: PaymentsOrder,
  { onProgress, signal }: ExportWatch = {},
): Promise<WrittenExport> => {
  const { from, to } = order;
  const zone = timeZone(order.timeZone);
  const { columns: shown, delimiter, bom, has } = layoutOf(order.preset);
  const { db, close } = openReadOnly(order.journalFile);
  try {
    db.exec('BEGIN');
    const terminalId = lastPaymentBefore(db, to)?.terminal.terminalId ?? '';
    const total = countExportRows(db, from, to);
    let rows = 0;
    const file = await writeExportFile(order, nameOf(order, terminalId), async (out) => {
      const read = watched(readExportRows(db, from, to), has, total, onProgress);
      rows = await writeCsv(shown, read, zone, out, { delimiter, bom, ...(signal && { signal }) });
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
