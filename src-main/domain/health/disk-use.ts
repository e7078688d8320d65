/** What grows on the disk, and how much of each is much. */

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Bytes of each kind from which a person is told; null where it may grow as the shop does, or is bounded by itself. */
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

/** Folders of an environment whose files are of a kind; what else is in it belongs to the journal. */
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

/** What a file of the data folder is, by its path in there as a list of names; null for a file that does not grow. */
export const diskKindOf = ([outer = '', inner, file]: readonly string[]): DiskKind | null => {
  if (inner === undefined) return null;
  if (Object.hasOwn(OUTER, outer)) return OUTER[outer] ?? null;
  if (file !== undefined && Object.hasOwn(FOLDERS, inner)) return FOLDERS[inner] ?? null;
  return inner.startsWith('journal.db') ? 'journals' : null;
};

/** The kinds of which there is more than their limit. */
export const kindsOver = (use: DiskUse): readonly DiskKind[] =>
  DISK_KINDS.filter((kind) => use[kind] > (DISK_LIMITS[kind] ?? Infinity));

/** Beside the next backup stand its draft, and what SQLite writes meanwhile. */
export const backupNeeds = (journalBytes: number): number => 2 * journalBytes + 64 * MIB;
