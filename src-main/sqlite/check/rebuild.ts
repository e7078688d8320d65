import type Database from 'better-sqlite3';
import { openAlone } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';
import { walkChain } from './walk-chain.ts';

/** Throws BrokenJournal. */
const refuseBroken = (db: Database.Database): void => {
  const chain = walkChain(db);
  if (!chain.ok) throw new BrokenJournal(chain);
};

const rebuildLocked = (file: string): ReturnType<typeof rebuild> => {
  let db: Database.Database | undefined;
  try {
    // A journal that is broken must not be migrated either.
    const opened = openAlone(file, refuseBroken);
    db = opened;
    refuseBroken(opened);
    return { ok: true, payments: opened.transaction(() => rebuildProjections(opened))() };
  } catch (error) {
    if (error instanceof BrokenJournal) return error.fault;
    throw error;
  } finally {
    db?.close();
  }
};

/**
 * Rebuilds the tables of payments and refunds from the events, all or nothing: if the events themselves are damaged it
 * reports that and changes nothing. Throws JournalRefused when the file is in use or cannot be opened as a journal.
 */
export const rebuild = (file: string): { readonly ok: true; readonly payments: number } | Broken => {
  const lock = lockJournal(file);
  try {
    return rebuildLocked(file);
  } finally {
    lock.release();
  }
};
