import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until what was written to the file is on the disk. Throws NodeJS.ErrnoException. */
const syncFile = (path: string): void => {
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

/** Gives a finished file its name, for good: after a power cut there is the old file under that name or the new one. */
export const putInPlace = (draft: string, path: string): void => {
  syncFile(draft);
  renameSync(draft, path);
  syncFolder(dirname(path));
};

/**
 * Writes a file so that a power cut leaves either the old text or the new one, readable by its owner only.
 * Makes its folder where that is missing.
 * @throws NodeJS.ErrnoException where the disk will not have it; the old file is then untouched
 */
export const writeWhole = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  try {
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
    putInPlace(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
