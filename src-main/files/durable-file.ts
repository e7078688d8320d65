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

/** The new content of a file, on disk beside the old one. */
export interface Draft {
  /** Replaces the old content with it. A power cut leaves one or the other. */
  commit(): void;
  drop(): void;
}

/**
 * Writes a file's new content to disk beside the old one, readable by its owner only. Makes its folder if that is
 * missing. This and `commit` throw NodeJS.ErrnoException if it cannot be written; the old file is then untouched and the
 * draft removed.
 */
export const draftWhole = (path: string, content: string | Uint8Array): Draft => {
  const draft = `${path}.new`;
  const drop = (): void => rmSync(draft, { force: true });
  const orDrop = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      drop();
      throw error;
    }
  };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  drop();
  orDrop(() => {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    syncFile(draft);
  });
  return { commit: () => orDrop(() => putInPlace(draft, path)), drop };
};

/** Writes a file so that a power cut leaves either the old one or the new one; throws as `draftWhole` does. */
export const writeWhole = (path: string, content: string | Uint8Array): void =>
  draftWhole(path, content).commit();
