import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
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
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  rmSync(draft, { force: true });
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    putInPlace(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
