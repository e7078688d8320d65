import type { DayRule } from '#domain/business-day.ts';
import { businessDays } from '#domain/business-day.ts';
import type { Environment } from '#domain/settings.ts';
import type { ExportedDay } from '#services/ports.ts';
import { openReadOnly } from '#sqlite/database.ts';
import { lastBookedBefore, readBookedPayments } from '#sqlite/payments-table.ts';
import { timeZone } from '#domain/time-zone.ts';
import { columns } from './columns.ts';
import { fileStem, writeExportFile } from './export-file.ts';
import { writeCsv } from './write-csv.ts';

/** What every export needs to know; plain data, because it travels to a worker thread. */
export interface ExportPlace extends DayRule {
  readonly journalFile: string;
  readonly folder: string;
  readonly environment: Environment;
}

export interface PaymentsOrder extends ExportPlace {
  /** Payments started in [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** 'countertop-live-T1-2026-11-23', with both ends for more than a day and TRAINING- in front of practice. */
const stemOf = (order: PaymentsOrder, terminalId: string): string => {
  const days = businessDays(order);
  const first = days.dateOf(order.from);
  const last = days.dateOf(Math.max(order.from, order.to - 1));
  const terminal = terminalId.replaceAll(/[^0-9A-Za-z]+/g, '-').replaceAll(/^-|-$/g, '');
  return fileStem(order.environment, [terminal, first === last ? first : `${first}-to-${last}`]);
};

/**
 * Writes one moment of the journal as CSV, with its checksum; the till may go on writing meanwhile. The terminal in the
 * name is the one of the last payment before the end, so that the same books give the same name whatever the settings
 * have become since. Rejects with JournalRefused or an error of the file system.
 */
export const exportPayments = async (order: PaymentsOrder): Promise<ExportedDay> => {
  const zone = timeZone(order.timeZone);
  const { db, close } = openReadOnly(order.journalFile);
  try {
    db.exec('BEGIN');
    const terminalId = lastBookedBefore(db, order.to)?.payment.terminal.terminalId ?? '';
    let rows = 0;
    const file = await writeExportFile(order.folder, stemOf(order, terminalId), async (out) => {
      rows = await writeCsv(columns, readBookedPayments(db, order.from, order.to), zone, out);
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
