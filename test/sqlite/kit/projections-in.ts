import { openReadOnly } from '#sqlite/file/database.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';

/** What each row is found by, and what it says; this version stores less of that in the row. */
export const projectionsIn = (file: string) => {
  const { db, close } = openReadOnly(file);
  const foundBy = (table: string) =>
    db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY number`)
      .all()
      .map((row) => ({ ...row, body: '', began: null, wallet_number: null, order_reference: null }));
  const payments = { rows: foundBy('payments'), says: paymentsTable(db).rows('ORDER BY number')() };
  const refunds = { rows: foundBy('refunds'), says: refundsTable(db).rows('ORDER BY number')() };
  close();
  return { payments, refunds };
};
