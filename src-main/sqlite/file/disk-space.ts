import { statfsSync, statSync } from 'node:fs';
import { backupNeedsAtLeast } from '#domain/health/disk-use.ts';

/** 0 for a file that is not there. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Of the disk that has the folder; null if the system does not say. */
export const freeBytes = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/** A copy that fills the disk would keep the next payment from being written. Throws if there is no room for one. */
export const refuseWithoutRoom = (file: string, free: number | null): void => {
  const needed = backupNeedsAtLeast(sizeOf(file));
  if (free !== null && free < needed)
    throw new Error(`the disk has ${free} bytes left, and a copy needs ${needed}`);
};
