import { codeOf } from '#files/error-code.ts';

export type Refusal =
  | 'missing'
  | 'not-a-journal'
  | 'damaged'
  | 'newer'
  | 'in-use'
  | 'unreadable'
  | 'disk-full'
  | 'not-durable'
  | 'old-sqlite';

/** A journal that must not be opened; the message is one that a shop's support desk can act on. */
export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
  readonly why: Refusal;

  constructor(why: Refusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}

/** SQLite refines its codes with a second word (SQLITE_BUSY_RECOVERY); the first is enough here. */
export const mainCodeOf = (error: unknown): string => codeOf(error).replace(/^(SQLITE_[A-Z]+)_.*/, '$1');

/** Whether SQLite found the file's structure damaged. */
export const isDamage = (error: unknown): boolean => mainCodeOf(error) === 'SQLITE_CORRUPT';

/** SQLite's codes for a file whose content is not what it wrote. */
const CORRUPT = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT', 'SQLITE_ERROR', 'SQLITE_MISMATCH'];

/** Codes of SQLite and the system for content that cannot be read from the disk; failed writes are not among them. */
const UNREADABLE = ['SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_CORRUPTFS', 'EIO'];

/**
 * Whether opening a journal failed because of the file itself, and not of permissions, other processes or a full disk:
 * if so, nobody can use the file.
 */
export const isUnusable = (error: unknown): boolean => {
  if (error instanceof JournalRefused) return error.why === 'not-a-journal';
  return CORRUPT.includes(mainCodeOf(error)) || UNREADABLE.includes(codeOf(error));
};

/**
 * Turns an error of SQLite or the file system that means a refusal into JournalRefused; returns any other unchanged.
 */
export const asRefusal = (error: unknown, file: string): unknown => {
  const options = { cause: error };
  switch (mainCodeOf(error)) {
    case 'ENOENT':
      return new JournalRefused('missing', `There is no journal at ${file}.`, options);
    case 'SQLITE_NOTADB':
      return new JournalRefused('not-a-journal', `${file} is not a journal of this program.`, options);
    case 'SQLITE_BUSY':
    case 'EBUSY':
      return new JournalRefused('in-use', `${file} is in use; close the program that has it open.`, options);
    case 'EISDIR':
      return new JournalRefused('unreadable', `${file} is a folder, not a journal.`, options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new JournalRefused(
        'unreadable',
        `${file} may not be read, or not be written, by this user.`,
        options,
      );
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return new JournalRefused('disk-full', `The disk that has ${file} is full; make room there.`, options);
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return new JournalRefused('unreadable', `${file} cannot be opened: ${String(error)}`, options);
    default:
      return error;
  }
};
