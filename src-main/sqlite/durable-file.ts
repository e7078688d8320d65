import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
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

/** Gives a finished file its name, for good: after a power cut there is the old file under that name or the new one. */
export const putInPlace = (draft: string, path: string): void => {
  syncFile(draft);
  renameSync(draft, path);
  syncFolder(dirname(path));
};

/** Writes a small file whole (0600) or not at all. Throws NodeJS.ErrnoException. */
export const writeDurably = (path: string, text: string): void => {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
    putInPlace(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};
