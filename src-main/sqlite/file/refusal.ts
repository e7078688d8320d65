export type Refusal =
  | 'missing'
  | 'not-a-journal'
  | 'damaged'
  | 'newer'
  | 'older'
  | 'in-use'
  | 'unreadable'
  | 'disk-full'
  | 'not-durable'
  | 'old-sqlite';

/** A journal that must not be opened; the message says why in words a shop's support desk can act on. */
export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
  readonly why: Refusal;

  constructor(why: Refusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}

/** The code that SQLite or the file system gave, or ''. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLite refines its codes with a second word (SQLITE_BUSY_RECOVERY); the first says what we need. */
export const mainCodeOf = (error: unknown): string => codeOf(error).replace(/^(SQLITE_[A-Z]+)_.*/, '$1');

/** Whether SQLite says that the file's own structure is broken. */
export const isDamage = (error: unknown): boolean => mainCodeOf(error) === 'SQLITE_CORRUPT';

/** What SQLite answers about a file whose content is not what it wrote. */
const RUINED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT', 'SQLITE_ERROR', 'SQLITE_MISMATCH'];

/** What SQLite and the system answer when the disk cannot give the content back. Failed writes are not among them. */
const UNREADABLE = ['SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_CORRUPTFS', 'EIO'];

/**
 * Whether opening a journal failed because of the file and not because of who asks, what else runs, or how much room
 * there is: then the file is of no use to anybody.
 */
export const isRuined = (error: unknown): boolean => {
  if (error instanceof JournalRefused) return error.why === 'not-a-journal';
  return RUINED.includes(mainCodeOf(error)) || UNREADABLE.includes(codeOf(error));
};

/** The refusal that an error of SQLite or of the file system stands for; any other error comes back as it is. */
export const asRefusal = (error: unknown, file: string): unknown => {
  const options = { cause: error };
  switch (mainCodeOf(error)) {
    case 'ENOENT':
      return new JournalRefused('missing', `There is no journal at ${file}.`, options);
    case 'SQLITE_NOTADB':
      return new JournalRefused('not-a-journal', `${file} is not a journal of this program.`, options);
    case 'SQLITE_BUSY':
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
