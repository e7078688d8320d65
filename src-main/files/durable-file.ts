import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Waits until what was written to the file is on the disk. Throws NodeJS.ErrnoException. */
export const syncFile = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Waits until the names in the folder are on the disk. Windows neither needs nor allows it. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Creates a folder and those above it, unless they are there. Where nobody can create one, as in /proc or on a network
 * drive that is not mounted, Node's own `recursive` tries without end. Throws NodeJS.ErrnoException.
 */
export const makeFolders = (path: string, mode?: number): void => {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeFolders(above, mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
};

/** Removes a file if it is there: after this, no power cut brings it back. Throws NodeJS.ErrnoException. */
export const removeFile = (path: string): void => {
  if (!existsSync(path)) return;
  rmSync(path);
  syncFolder(dirname(path));
};

/** Renames a finished draft: after a power cut either the old file or the new one has that name. */
export const putInPlace = (draft: string, path: string): void => {
  syncFile(draft);
  renameSync(draft, path);
  syncFolder(dirname(path));
};

/**
 * Writes a file, readable by its owner only, so that a power cut leaves either the old one or the new one. Makes its
 * folder if that is missing. Throws NodeJS.ErrnoException if it cannot be written; nothing is left beside the old file
 * then.
 */
export const writeWhole = (path: string, content: string | Uint8Array): void => {
  const draft = `${path}.new`;
  makeFolders(dirname(path), 0o700);
  rmSync(draft, { force: true });
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    putInPlace(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
