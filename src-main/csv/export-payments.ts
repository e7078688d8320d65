import type { DayRule } from '#domain/business-day.ts';
import { businessDays } from '#domain/business-day.ts';
import type { Environment } from '#domain/settings.ts';
import type { ExportedDay } from '#services/ports.ts';
import { openReadOnly } from '#sqlite/database.ts';
import { lastBookedBefore, readBookedPayments } from '#sqlite/payments-table.ts';
import { writeExportFile } from './export-file.ts';
import { writePaymentsCsv } from './payments-csv.ts';
import { timeZone } from '#domain/time-zone.ts';

/** Everything an export needs to know; plain data, because it travels to a worker thread. */
export interface ExportOrder extends DayRule {
  readonly journalFile: string;
  readonly folder: string;
  readonly environment: Environment;
  /** Payments started in [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** 'countertop-live-T1-2026-11-23', with both ends for more than a day and TRAINING- in front of practice. */
const stemOf = (order: ExportOrder, terminalId: string): string => {
  const days = businessDays(order);
  const first = days.dateOf(order.from);
  const last = days.dateOf(Math.max(order.from, order.to - 1));
  const terminal = terminalId.replaceAll(/[^0-9A-Za-z]+/g, '-').replaceAll(/^-|-$/g, '');
  const named = first === last ? first : `${first}-to-${last}`;
  const stem = ['countertop', order.environment, terminal, named].filter((part) => part !== '').join('-');
  return order.environment === 'training' ? `TRAINING-${stem}` : stem;
};

/**
 * Writes one moment of the journal as CSV, with its checksum; the till may go on writing meanwhile. The terminal in the
 * name is the one of the last payment before the end, so that the same books give the same name whatever the settings
 * have become since. Rejects with JournalRefused or an error of the file system.
 */
export const exportPayments = async (order: ExportOrder): Promise<ExportedDay> => {
  const zone = timeZone(order.timeZone);
  const { db, close } = openReadOnly(order.journalFile);
  try {
    db.exec('BEGIN');
    const terminalId = lastBookedBefore(db, order.to)?.payment.terminal.terminalId ?? '';
    let rows = 0;
    const file = await writeExportFile(order.folder, stemOf(order, terminalId), async (out) => {
      rows = await writePaymentsCsv(readBookedPayments(db, order.from, order.to), zone, out);
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
