/** What grows on the disk, and how much of each kind is too much. */

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/**
 * How many bytes of each kind are allowed before a person is told; null if it may grow with the shop, or bounds itself.
 */
export const DISK_LIMITS = {
  journals: null,
  backups: null,
  checkpoints: null,
  'kept-aside': 2 * GIB,
  exports: 2 * GIB,
  receipts: GIB,
  support: 256 * MIB,
  logs: 96 * MIB,
  browser: GIB,
} as const satisfies Readonly<Record<string, number | null>>;

export type DiskKind = keyof typeof DISK_LIMITS;
export const DISK_KINDS = Object.keys(DISK_LIMITS) as readonly DiskKind[];

/** Bytes. */
export type DiskUse = Readonly<Record<DiskKind, number>>;

/** Folders of an environment, and the kind of their files. */
const FOLDERS: Readonly<Record<string, DiskKind>> = {
  backups: 'backups',
  checkpoints: 'checkpoints',
  damaged: 'kept-aside',
  replaced: 'kept-aside',
  exports: 'exports',
  receipts: 'receipts',
};

/** Folders of the data folder itself. */
const OUTER: Readonly<Record<string, DiskKind>> = { logs: 'logs', support: 'support', electron: 'browser' };

/** The kind of a file in the data folder, by its path there as a list of names; null for a file that does not grow. */
export const diskKindOf = ([outer = '', inner, file]: readonly string[]): DiskKind | null => {
  if (inner === undefined) return null;
  if (Object.hasOwn(OUTER, outer)) return OUTER[outer] ?? null;
  if (file !== undefined && Object.hasOwn(FOLDERS, inner)) return FOLDERS[inner] ?? null;
  return inner.startsWith('journal.db') ? 'journals' : null;
};

/** The kinds that exceed their limit. */
export const kindsOver = (use: DiskUse): readonly DiskKind[] =>
  DISK_KINDS.filter((kind) => use[kind] > (DISK_LIMITS[kind] ?? Infinity));

/** Bytes that the next backup needs: itself, its draft, and what SQLite writes meanwhile. */
export const backupNeeds = (journalBytes: number): number => 2 * journalBytes + 64 * MIB;

/** With less than this, a backup would leave no room for the payments made meanwhile. */
export const backupNeedsAtLeast = (journalBytes: number): number => journalBytes + 64 * MIB;
