/**
 * Rows of payments and refunds as versions before format 200 wrote them: with everything that their events
 * tell, too.
 */
import type Database from 'better-sqlite3';
import { writePayment } from '#domain/stored/payment-rows.ts';
import { writeRefund } from '#domain/stored/refund-rows.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';

export const makeRowsWhole = (db: Database.Database): void => {
  const write = (table: string) =>
    db.prepare<[string, number]>(`UPDATE ${table} SET body = ?, began = NULL WHERE number = ?`);
  const [payment, refund] = [write('payments'), write('refunds')];
  for (const { number, body } of paymentsTable(db).rows('')()) payment.run(writePayment(body, null), number);
  for (const { number, body } of refundsTable(db).rows('')()) refund.run(writeRefund(body, null), number);
};

/** As that version's file stores them. */
export const undoLeanRows = (db: Database.Database): void => {
  makeRowsWhole(db);
  for (const table of ['payments', 'refunds']) db.exec(`ALTER TABLE ${table} DROP COLUMN began`);
};
