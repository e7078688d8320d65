/** Replaces a closed journal by another that is complete. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { putInPlace, syncFolder } from '#files/durable-file.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { stampOf } from '#sqlite/file/stamped-name.ts';
import { filesOf, removeDatabase } from './backup.ts';

const freePath = (folder: string, name: string): string => {
  let path = join(folder, `${name}.db`);
  for (let count = 2; existsSync(path); count += 1) path = join(folder, `${name}-${count}.db`);
  return path;
};

const isEmpty = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0;

/** Moves a journal into a folder under this name or one close to it; null if there is none. */
const moveAside = (file: string, folder: string, name: string): string | null => {
  const isGone = filesOf(file).every((path) => isEmpty(path) || path.endsWith('-shm'));
  if (isGone) {
    removeDatabase(file);
    return null;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = freePath(folder, name);
  // The database moves last: until then the others, too, find the same free name if they are moved after a power cut.
  for (const suffix of filesOf('').toReversed()) {
    if (existsSync(file + suffix)) renameSync(file + suffix, path + suffix);
  }
  syncFolder(folder);
  return path;
};

export interface Replacement {
  /** Absolute paths of the journal and of the complete one. */
  readonly file: string;
  readonly draft: string;
  readonly checkpoints: Pick<Checkpoints, 'quarantine'>;
  /** The folder beside the journal that the former one moves to. */
  readonly into: 'damaged' | 'replaced';
  /** When the replacement was decided on; epoch ms. */
  readonly at: number;
  /** Checkpoints of later rows than this move, too. */
  readonly lastSequence: number;
}

/**
 * Moves the journal and its later checkpoints aside, and the draft to where it was; returns the former's new path, null
 * if there was none. Every step may be repeated and the draft moves last: as long as a note says that it must move, the
 * next start completes what a power cut, or a file that somebody holds, has interrupted. The caller holds the lock.
 * Throws NodeJS.ErrnoException.
 */
export const replaceJournal = ({
  file,
  draft,
  checkpoints,
  into,
  at,
  lastSequence,
}: Replacement): string | null => {
  const folder = join(dirname(file), into);
  const moved = moveAside(file, folder, `journal-${stampOf(at)}`);
  checkpoints.quarantine(lastSequence, join(folder, `checkpoints-${stampOf(at)}`));
  putInPlace(draft, file);
  return moved;
};
