import { openDatabase } from '#sqlite/file/database.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';

/** The journal alone at an absolute path, locked, without backups and recovery. Throws JournalRefused. */
export const openJournal = (file: string): OpenJournal => {
  const db = openDatabase(file);
  try {
    return journalOver(db, lockJournal(file));
  } catch (error) {
    db.close();
    throw error;
  }
};
