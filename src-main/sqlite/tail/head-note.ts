/**
 * Where the journal ends, noted in a file of its own after every commit. It is overwritten in place and never flushed, so
 * it costs next to nothing. After a power cut it may lag behind the journal, which is on disk first; a journal that lags
 * behind its note has lost rows. A checksum shows that a note is torn, and worthless.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '#domain/canonical-json.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Standing } from './standing.ts';
import { standing } from './standing.ts';

/** One block, so that a disk rarely tears it; a standing takes 800 bytes at most. */
const SIZE = 1_024;

const noted = standing.extend({
  /** SHA-256 over the canonical JSON of everything else, hex. */
  check: standing.shape.hash,
});

const checkOf = (stood: Standing): string => createHash('sha256').update(canonicalJson(stood)).digest('hex');

const pathOf = (journalFile: string): string => join(dirname(journalFile), 'last-head.json');

export type HeadNoteRead =
  | { readonly state: 'missing' }
  | { readonly state: 'torn' }
  | { readonly state: 'read'; readonly standing: Standing };

/** The note beside this journal. */
export const readHeadNote = (journalFile: string): HeadNoteRead => {
  const read = jsonFile(pathOf(journalFile), noted).read();
  if (read.state === 'missing') return { state: 'missing' };
  if (read.state === 'damaged') return { state: 'torn' };
  const { check, ...stood } = read.value;
  return check === checkOf(stood) ? { state: 'read', standing: stood } : { state: 'torn' };
};

export interface HeadNote {
  /** Throws NodeJS.ErrnoException. */
  write(stood: Standing): void;
  close(): void;
}

const openOrMake = (path: string): number => {
  try {
    return openSync(path, 'r+');
  } catch {
    return openSync(path, 'w', 0o600);
  }
};

/** The note beside this journal, for whoever writes the journal. Throws NodeJS.ErrnoException. */
export const openHeadNote = (journalFile: string): HeadNote => {
  const file = openOrMake(pathOf(journalFile));
  return {
    write: (stood) => {
      const text = JSON.stringify({ ...stood, check: checkOf(stood) });
      writeSync(file, `${text.padEnd(SIZE - 1)}\n`, 0);
    },
    close: () => closeSync(file),
  };
};
