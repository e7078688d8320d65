/** The four records of a day in one shape, read without the till's own code. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import type { Simulator } from '#simulator/simulator.ts';
import { readCsv } from '../../csv/read/read-csv.ts';

/** Count and sum, in hundredths. */
export interface Sum {
  readonly count: number;
  readonly sum: number;
}

export const sumUp = (amounts: readonly number[]): Sum => ({
  count: amounts.length,
  sum: amounts.reduce((sum, amount) => sum + amount, 0),
});

export const add = (...sums: readonly Sum[]): Sum => ({
  count: sums.reduce((count, one) => count + one.count, 0),
  sum: sums.reduce((sum, one) => sum + one.sum, 0),
});

/** The gateway's own records, interpreted by status ID. */
export const gatewayRecords = (simulator: Simulator) => {
  const { payments, refunds } = simulator.store();
  const paymentsIn = (statusId: number): Sum =>
    sumUp(
      payments.filter((one) => one.statusId === statusId).map(({ request }) => Number(request['Amount'])),
    );
  const refundsIn = (statusId: number): Sum =>
    sumUp(refunds.filter((one) => one.statusId === statusId).map(({ amount }) => amount));
  return {
    payments: {
      open: paymentsIn(1),
      paid: paymentsIn(2),
      cancelled: paymentsIn(3),
      failed: paymentsIn(4),
      expired: paymentsIn(5),
    },
    refunds: {
      asked: sumUp(refunds.map(({ amount }) => amount)),
      refunded: refundsIn(2),
      failed: refundsIn(4),
    },
    /** Hundredths by reference. */
    paidByReference: Object.fromEntries(
      payments
        .filter(({ statusId }) => statusId === 2)
        .map(({ reference, request }): [string, number] => [String(reference), Number(request['Amount'])]),
    ),
    stored: payments.length,
  };
};

const root = join(import.meta.dirname, '..', '..', '..');

type ByState = Readonly<Record<string, Readonly<Record<string, Sum>>>>;

/** What `npm run journal -- totals` prints. */
export interface JournalTotals {
  readonly payments: ByState;
  readonly refunds: ByState;
  readonly late: readonly { readonly reference: string; readonly accepted: boolean }[];
  readonly unresolved: readonly { readonly reference: string }[];
  readonly zNumbers: readonly number[];
}

export const journalTotals = async (journalFile: string): Promise<JournalTotals> => {
  const program = join(root, 'scripts', 'journal.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'totals', journalFile], {
    cwd: root,
  });
  return JSON.parse(stdout) as JournalTotals;
};

/** The part of a Z that is about money. */
export interface ZRecord {
  readonly number: number;
  readonly report: {
    readonly payments: ByState;
    readonly refunds: ByState;
    readonly net: Readonly<Record<string, number>>;
    readonly grandTotal: {
      readonly after: Readonly<Record<string, { readonly paid: number; readonly refunded: number }>>;
    };
    readonly cashiers: readonly {
      readonly cashier: { readonly name: string } | null;
      readonly paid: Readonly<Record<string, Sum>>;
      readonly refunded: Readonly<Record<string, Sum>>;
    }[];
  };
}

/** Every Z of a journal file, in order. */
export const zRecords = (journalFile: string): readonly ZRecord[] => {
  const db = new Database(journalFile, { readonly: true });
  try {
    const rows = db.prepare('SELECT payload FROM events ORDER BY sequence').pluck().all() as string[];
    return rows
      .map((row) => JSON.parse(row) as ZRecord & { readonly type: string })
      .filter(({ type }) => type === 'day-closed');
  } finally {
    db.close();
  }
};

/** The rows of the day's CSV by the names of its columns. */
export const csvRows = (text: string, delimiter = ','): readonly Readonly<Record<string, string>>[] => {
  const [header = [], ...records] = readCsv(text, delimiter);
  return records.map((record) =>
    Object.fromEntries(header.map((column, index) => [column, record[index] ?? ''])),
  );
};

export const csvSum = (rows: readonly Readonly<Record<string, string>>[], state: string): Sum =>
  sumUp(rows.filter((row) => row['state'] === state).map((row) => Number(row['amount_hundredths'])));
