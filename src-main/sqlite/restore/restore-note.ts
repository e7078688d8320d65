import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { removeFile } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { noteValue } from '#files/note-value.ts';

const restore = z.strictObject({
  /** Name of the backup; null if the journal comes from the office. */
  backup: z.string().nullable(),
  /** Where it comes from, if not from a backup: the office's address, and the office's names for this till. */
  office: z
    .strictObject({
      address: z.string(),
      station: z.string(),
      storeName: z.string(),
      stationName: z.string(),
    })
    .nullable()
    .default(null),
  /** The last row of the restored journal, and when it was written (epoch ms); 0 and 0 if it has none. */
  sequence: z.int(),
  lastAt: z.int(),
  /** When it was asked for; epoch ms. */
  at: z.int(),
  by: person,
  approvedBy: person,
});
export type Restore = z.infer<typeof restore>;

export interface RestoreNote {
  /** Null if none was asked for. Throws OutOfReach. */
  read(): Restore | null;
  write(restore: Restore): void;
  drop(): void;
}

/** The note beside this journal that another file will take its place; it stays until that is done and recorded. */
export const restoreNote = (journalFile: string): RestoreNote => {
  const file = jsonFile(join(dirname(journalFile), 'restore.json'), restore);
  return {
    read: () => noteValue(file),
    write: (next) => file.write(next),
    drop: () => removeFile(file.path),
  };
};

/** Where the checked copy waits until it takes the journal's place. */
export const restoredDraft = (journalFile: string): string => `${journalFile}.restored`;

/**
 * Whether the office's journal of this station waits to take the place of this one, or has taken it and is not recorded
 * yet; null otherwise. Throws OutOfReach.
 */
export const restoredOf = (journalFile: string, station: string): 'waits' | 'placed' | null => {
  if (restoreNote(journalFile).read()?.office?.station !== station) return null;
  return existsSync(restoredDraft(journalFile)) ? 'waits' : 'placed';
};
