import type Database from 'better-sqlite3';
import { eventsTable } from './events-table.ts';
import { paymentsTable } from './payments-table.ts';
import type { Broken } from './replay.ts';
import { replay } from './replay.ts';

/** Events that do not tell a story; the caller's transaction must not outlive it. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly fault: Broken;

  constructor(fault: Broken) {
    super(fault.why);
    this.fault = fault;
  }
}

/**
 * Makes the payments table anew from the events and returns how many payments there are. The caller holds the
 * transaction. Throws Unfit.
 */
export const retellPayments = (db: Database.Database): number => {
  const table = paymentsTable(db);
  table.clear();
  for (const replayed of replay(eventsTable(db))) {
    if (!replayed.ok) throw new Unfit(replayed);
    table.put(replayed.booked);
  }
  return table.lastNumber();
};
