import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';

const recovery = z.strictObject({
  /** When the last event in the recovered journal happened (epoch ms); 0 when it has none. */
  lastAt: z.int(),
  /** Payments imported from the gateway; null while that is still to be done. */
  found: z.int().nullable(),
});
export type Recovery = z.infer<typeof recovery>;

/** What is still to be done, and to be shown to a person, after a recovery of the journal; kept across restarts. */
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
  const file = jsonFile(join(dirname(journalFile), 'recovery.json'), recovery);
  const onDisk = (): Recovery | null => {
    const read = file.read();
    if (read.state === 'read') return read.value;
    return read.state === 'missing' ? null : { lastAt: 0, found: null };
  };
  let note = onDisk();
  const write = (next: Recovery): void => {
    file.write(next);
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
      rmSync(file.path, { force: true });
      syncFolder(dirname(file.path));
      note = null;
    },
  };
};
