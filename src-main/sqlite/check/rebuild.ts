import { openAlone } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';
import { walkChain } from './walk-chain.ts';

const rebuildLocked = (file: string): ReturnType<typeof rebuild> => {
  const db = openAlone(file);
  try {
    const chain = walkChain(db);
    return chain.ok ? { ok: true, payments: db.transaction(() => rebuildProjections(db))() } : chain;
  } catch (error) {
    if (error instanceof BrokenJournal) return error.fault;
    throw error;
  } finally {
    db.close();
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
