import type Database from 'better-sqlite3';
import { eventsTable } from './events-table.ts';
import { paymentsTable } from './payments-table.ts';
import { refundsTable } from './refunds-table.ts';
import type { Broken } from './replay.ts';
import { replayPayments, replayRefunds } from './replay.ts';

/** Events that do not tell a story; the caller's transaction must not outlive it. */
export class ReplayError extends Error {
  override readonly name = 'Unfit';
  readonly fault: Broken;

  constructor(fault: Broken) {
    super(fault.why);
    this.fault = fault;
  }
}

/**
 * Makes the tables of payments and refunds anew from the events and returns how many payments there are. The caller
 * holds the transaction. Throws Unfit.
 */
export const rebuildProjections = (db: Database.Database): number => {
  const events = eventsTable(db);
  const payments = paymentsTable(db);
  const refunds = refundsTable(db);
  refunds.clear();
  payments.clear();
  for (const replayed of replayPayments(events)) {
    if (!replayed.ok) throw new ReplayError(replayed);
    payments.put(replayed.booked);
  }
  for (const replayed of replayRefunds(events)) {
    if (!replayed.ok) throw new ReplayError(replayed);
    refunds.add(replayed.booked);
  }
  return payments.lastNumber();
};
