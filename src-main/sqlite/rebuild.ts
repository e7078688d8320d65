import type Database from 'better-sqlite3';
import { openAlone } from './database.ts';
import { eventsTable } from './events-table.ts';
import { paymentsTable } from './payments-table.ts';
import type { Broken } from './replay.ts';
import { replay } from './replay.ts';
import { walkChain } from './walk-chain.ts';

/** Thrown to roll the transaction back; its fault is what the caller gets. */
class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly fault: Broken;

  constructor(fault: Broken) {
    super(fault.why);
    this.fault = fault;
  }
}

const rebuilt = (db: Database.Database): number => {
  const table = paymentsTable(db);
  table.clear();
  for (const replayed of replay(eventsTable(db))) {
    if (!replayed.ok) throw new Unfit(replayed);
    table.put(replayed.booked);
  }
  return table.lastNumber();
};

/**
 * Makes the payments table anew from the events, all or nothing. Events that are broken themselves are told of and
 * nothing is changed. Throws JournalRefused when the file is in use or cannot be opened as a journal.
 */
export const rebuild = (file: string): { readonly ok: true; readonly payments: number } | Broken => {
  const db = openAlone(file);
  try {
    const chain = walkChain(db);
    return chain.ok ? { ok: true, payments: db.transaction(() => rebuilt(db))() } : chain;
  } catch (error) {
    if (error instanceof Unfit) return error.fault;
    throw error;
  } finally {
    db.close();
  }
};
