import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

/** The new text of a file, on disk beside the old one. */
export interface Draft {
  /** Puts it in the old one's place. A power cut leaves either. */
  keep(): void;
  drop(): void;
}

/**
 * Lays a file's new text on disk, readable by its owner only. Makes its folder where that is missing.
 * This and `keep` throw NodeJS.ErrnoException where the disk will not have it; the old file is then untouched and the
 * draft gone.
 */
export const draftWhole = (path: string, text: string): Draft => {
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
  orDrop(() => writeThrough(draft, text));
  return {
    keep: () => {
      orDrop(() => renameSync(draft, path));
      syncFolder(dirname(path));
    },
    drop,
  };
};

/** Writes a file so that a power cut leaves either the old text or the new one; throws as `draftWhole` does. */
export const writeWhole = (path: string, text: string): void => draftWhole(path, text).keep();

const writeThrough = (path: string, text: string): void => {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** The new name itself must reach the disk; Windows neither needs nor allows it. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
