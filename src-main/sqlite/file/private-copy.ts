import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { asRefusal } from './refusal.ts';

export interface PrivateCopy {
  readonly file: string;
  remove(): void;
}

/**
 * Copies a journal that nobody has open, with what a crash left in its write-ahead log, into a new private folder.
 * Undefined when it is open elsewhere: then SQLite's index file (-shm) is there and SQLite can share the journal.
 * Throws JournalRefused when the files cannot be read.
 */
export const privateCopy = (file: string): PrivateCopy | undefined => {
  const isOpen = (): boolean => existsSync(`${file}-shm`);
  if (isOpen()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'countertop-journal-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    // A till that has started since may have written between the two copies.
    if (!isOpen()) return { file: copy, remove };
  } catch (error) {
    remove();
    throw asRefusal(error, file);
  }
  remove();
  return undefined;
};
