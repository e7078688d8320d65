import type { ExportTrouble } from '#domain/export/export-trouble.ts';
import { codeOf } from '#files/error-code.ts';

/** What a file system error means for the target folder. */
const TROUBLES: ReadonlyMap<string, ExportTrouble> = new Map(
  Object.entries({
    ENOENT: 'folder-gone',
    ENOTDIR: 'folder-gone',
    EEXIST: 'folder-gone',
    // A USB stick that was pulled out while writing.
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
  } as const),
);

/** Why an export could not be written, for causes that a person can fix; undefined for any other error. */
export const troubleOf = (error: unknown): ExportTrouble | undefined => TROUBLES.get(codeOf(error));
