/**
 * Where the journal ends, noted in a file of its own after every commit. It is overwritten in place and never flushed,
 * so it costs next to nothing. After a power cut it may lag behind the journal, which is on disk first; a journal that
 * lags behind its note has lost rows. A checksum reveals a torn note, which is ignored.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '#domain/canonical-json.ts';
import { codeOf } from '#files/error-code.ts';
import { jsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { Reach } from '#sqlite/rows/reach.ts';
import { reachSchema } from '#sqlite/rows/reach.ts';

/** One block, so that a disk rarely tears it; a reach takes 800 bytes at most. */
const SIZE = 1_024;

const noted = reachSchema.extend({
  /** SHA-256 over the canonical JSON of everything else, hex. */
  check: reachSchema.shape.hash,
});

const checkOf = (reach: Reach): string => createHash('sha256').update(canonicalJson(reach)).digest('hex');

const pathOf = (journalFile: string): string => join(dirname(journalFile), 'last-head.json');

export type HeadNoteRead =
  | { readonly state: 'missing' }
  | { readonly state: 'torn' }
  | { readonly state: 'read'; readonly reach: Reach };

/** The note beside this journal. Throws OutOfReach. */
export const readHeadNote = (journalFile: string): HeadNoteRead => {
  const read = readWithinReach(jsonFile(pathOf(journalFile), noted));
  if (read.state === 'missing') return { state: 'missing' };
  if (read.state === 'damaged') return { state: 'torn' };
  const { check, ...reach } = read.value;
  return check === checkOf(reach) ? { state: 'read', reach } : { state: 'torn' };
};

export interface HeadNote {
  /** Throws NodeJS.ErrnoException. */
  write(reach: Reach): void;
  close(): void;
}

const openOrMake = (path: string): number => {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    // One that another program holds would be emptied.
    if (codeOf(error) !== 'ENOENT') throw error;
    return openSync(path, 'w', 0o600);
  }
};

/** The note beside this journal, for the journal's writer. Throws NodeJS.ErrnoException. */
export const openHeadNote = (journalFile: string): HeadNote => {
  const file = openOrMake(pathOf(journalFile));
  return {
    write: (reach) => {
      const text = JSON.stringify({ ...reach, check: checkOf(reach) });
      writeSync(file, `${text.padEnd(SIZE - 1)}\n`, 0);
    },
    close: () => closeSync(file),
  };
};
