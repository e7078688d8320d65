import type { Environment } from '#domain/settings.ts';
import type { ExportedDay } from '#services/ports.ts';
import { openReadOnly } from '#sqlite/database.ts';
import { lastBookedBefore, readBookedPayments } from '#sqlite/payments-table.ts';
import { writeExportFile } from './export-file.ts';
import { writePaymentsCsv } from './payments-csv.ts';
import type { TimeZone } from './time-zone.ts';
import { timeZone } from './time-zone.ts';

/** Everything an export needs to know; plain data, because it travels to a worker thread. */
export interface ExportOrder {
  readonly journalFile: string;
  readonly folder: string;
  /** IANA name of the shop's zone: 'Asia/Shanghai'. */
  readonly timeZone: string;
  readonly environment: Environment;
  /** Payments started in [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** 'countertop-live-T1-2026-11-23', with both ends for more than a day and TRAINING- in front of practice. */
const stemOf = (order: ExportOrder, zone: TimeZone, terminalId: string): string => {
  const first = zone.day(order.from);
  const last = zone.day(Math.max(order.from, order.to - 1));
  const terminal = terminalId.replaceAll(/[^0-9A-Za-z]+/g, '-').replaceAll(/^-|-$/g, '');
  const days = first === last ? first : `${first}-to-${last}`;
  const stem = ['countertop', order.environment, terminal, days].filter((part) => part !== '').join('-');
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
    const file = await writeExportFile(order.folder, stemOf(order, zone, terminalId), async (out) => {
      rows = await writePaymentsCsv(readBookedPayments(db, order.from, order.to), zone, out);
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
