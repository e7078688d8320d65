import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';

const recovery = z.strictObject({
  /** When the last event happened that the recovered journal knows (epoch ms); 0 when it knows none. */
  lastAt: z.int(),
  /** Payments put back from the gateway's list; null while that is still to be done. */
  found: z.int().nullable(),
});
export type Recovery = z.infer<typeof recovery>;

/** What a person must still hear about a recovery of the journal, and the till still do, over restarts. */
export interface RecoveryNote {
  /** Null when there is nothing to tell. */
  read(): Recovery | null;
  /** The journal was recovered; what an earlier recovery left undone is due with it. */
  recovered(lastAt: number): void;
  /** The gateway was asked, and so many payments were put back. */
  markImported(found: number): void;
  /** A person has read it. */
  drop(): void;
}

/** The note beside this journal. One that cannot be read asks the gateway for everything. */
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
