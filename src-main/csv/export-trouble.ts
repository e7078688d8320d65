import type { ExportTrouble } from '#services/export/export-ports.ts';

/** What an error of the file system says about the folder that was to be written to. */
const TROUBLES: Readonly<Record<string, ExportTrouble>> = {
  ENOENT: 'folder-gone',
  ENOTDIR: 'folder-gone',
  EEXIST: 'folder-gone',
  // A stick that was pulled out in the middle.
  ENODEV: 'folder-gone',
  ENXIO: 'folder-gone',
  EIO: 'folder-gone',
  EACCES: 'folder-refused',
  EPERM: 'folder-refused',
  EROFS: 'folder-refused',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  ABORT_ERR: 'cancelled',
};

/** Why an export was not written, where that is no surprise. The journal's own errors have codes of their own. */
export const troubleOf = (error: unknown): ExportTrouble | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? TROUBLES[error.code]
    : undefined;
