import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { codeOf } from '#files/error-code.ts';
import { isLocked } from './lock.ts';
import { asRefusal } from './refusal.ts';

export interface PrivateCopy {
  readonly file: string;
  remove(): void;
}

/** SQLite's index file (-shm) is beside an open journal; a crash leaves it there, too. */
const isOpen = (file: string): boolean => existsSync(`${file}-shm`) && isLocked(file);

/**
 * Copies a journal that no till has open, with what a crash left in its write-ahead log, into a new private folder.
 * Undefined if a till has it open: then SQLite can share the journal. Throws JournalRefused when the files cannot be
 * read, or not be copied.
 */
export const privateCopy = (file: string): PrivateCopy | undefined => {
  if (isOpen(file)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'countertop-journal-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o600);
    // A till that has started since may have written between the two copies.
    if (!isOpen(file)) return { file: copy, remove };
  } catch (error) {
    remove();
    // The disk that is full is the one with the copy.
    throw asRefusal(error, codeOf(error) === 'ENOSPC' ? folder : file);
  }
  remove();
  return undefined;
};
