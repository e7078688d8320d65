import Database from 'better-sqlite3';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { walkChain } from './walk-chain.ts';

/**
 * What is wrong with the rows of a journal that could not be opened because of `error`; undefined if their hashes are
 * right, or if the error says nothing about rows. Migrating an older format replays them before they are checked.
 */
export const writtenFault = (file: string, error: unknown): Broken | undefined => {
  if (!(error instanceof BrokenJournal) && !isUnreadable(error)) return undefined;
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const chain = walkChain(db, { begun: 'unread' });
    return chain.ok ? undefined : chain;
  } finally {
    db.close();
  }
};
