import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeWhole } from '#files/durable-file.ts';

const recovery = z.strictObject({
  /** When the last event happened that the recovered journal knows (epoch ms); 0 when it knows none. */
  lastAt: z.int(),
  /** Payments imported from the gateway; null while that is still to be done. */
  found: z.int().nullable(),
});
export type Recovery = z.infer<typeof recovery>;

/** What a recovery of the journal has left to do, and to show to a person, kept over restarts. */
export interface RecoveryNote {
  /** Null when nothing is left. */
  read(): Recovery | null;
  /** The journal was recovered; what an earlier recovery left undone stays due. */
  recovered(lastAt: number): void;
  /** The gateway has answered, and so many payments were imported. */
  markImported(found: number): void;
  /** A person has seen it. */
  drop(): void;
}

/** The note beside this journal. One that cannot be read counts as a recovery that lost every row. */
export const recoveryNote = (journalFile: string): RecoveryNote => {
  const file = join(dirname(journalFile), 'recovery.json');
  const onDisk = (): Recovery | null => {
    try {
      return recovery.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? null
        : { lastAt: 0, found: null };
    }
  };
  let note = onDisk();
  const write = (next: Recovery): void => {
    writeWhole(file, `${JSON.stringify(next)}\n`);
    note = next;
  };
  return {
    read: () => note,
    recovered: (at) => {
      const undone = note?.found === null ? note.lastAt : at;
      write({ lastAt: Math.min(at, undone), found: null });
    },
    markImported: (found) => write({ lastAt: note?.lastAt ?? 0, found }),
    drop: () => {
      rmSync(file, { force: true });
      syncFolder(dirname(file));
      note = null;
    },
  };
};
