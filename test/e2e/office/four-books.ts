/** What one till took less what it refunded, by each of its four records: gateway, journal, CSV and Z. */
import { join } from 'node:path';
import type { Simulator } from '#simulator/simulator.ts';
import { journalTotals, sumUp } from '../day/journal.ts';
import type { Rows } from '../two-tills/driven-till.ts';
import { netOf } from '../two-tills/expect-books.ts';
import { gatewayBooks } from '../two-tills/gateway-books.ts';

/** A till's day as recorded in its files. */
export interface Written {
  readonly home: string;
  readonly references: readonly string[];
  readonly csv: Rows;
  readonly z: Rows;
}

const sumOf = (rows: Rows, record: string, state: string, column: string): number =>
  sumUp(
    rows
      .filter((row) => row['record'] === record && row['state'] === state)
      .map((row) => Number(row[column])),
  ).sum;

/** Also reads the office's file, which has the till's columns. */
export const csvNet = (rows: Rows): number =>
  sumOf(rows, 'payment', 'paid', 'taken_hundredths') - sumOf(rows, 'refund', 'refunded', 'amount_hundredths');

export const fourBooks = async (simulator: Simulator, { home, references, csv, z }: Written) => {
  const gateway = gatewayBooks(simulator);
  const journal = await journalTotals(join(home, 'bench', 'journal.db'));
  return {
    gateway: gateway.paid(references).sum - gateway.refunded(references).sum,
    journal: (journal.payments['paid']?.['CNY']?.sum ?? 0) - (journal.refunds['refunded']?.['CNY']?.sum ?? 0),
    csv: csvNet(csv),
    z: netOf({ z }),
  };
};
