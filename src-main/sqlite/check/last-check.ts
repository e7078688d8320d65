/** The note beside a journal of when all its rows were last checked. */
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { JournalFacts } from '#domain/health/journal-facts.ts';
import { jsonFile } from '#files/json-file.ts';

const lastCheck = z.strictObject({
  /** When all rows were last checked; epoch ms. */
  at: z.int(),
  sound: z.boolean(),
});

const lastCheckFile = (journalFile: string) =>
  jsonFile(join(dirname(journalFile), 'last-check.json'), lastCheck);

/** The last check of all rows; null before the first, or if its note cannot be read. */
export const lastCheckOf = (journalFile: string): JournalFacts['lastCheck'] => {
  const last = lastCheckFile(journalFile).read();
  return last.state === 'read' ? last.value : null;
};

/** Whether the last check found damage; if so, every row must be checked before the journal is used. */
export const foundDamage = (journalFile: string): boolean => lastCheckOf(journalFile)?.sound === false;

/** Throws NodeJS.ErrnoException. */
export const noteCheck = (journalFile: string, at: number, sound: boolean): void =>
  lastCheckFile(journalFile).write({ at, sound });
