/**
 * A backup takes the journal's place, while the journal is closed. Each step can be repeated, and the note stays until
 * the last: after a power cut the next start goes on where this one ended.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { putInPlace } from '#files/durable-file.ts';
import { removeDatabase } from '#sqlite/care/backup.ts';
import { moveAside } from '#sqlite/care/recover.ts';
import { recoveryNote } from '#sqlite/care/recovery-note.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { stampOf } from '#sqlite/file/stamped-name.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { restoredDraft, restoreNote } from './restore-note.ts';

/**
 * Does nothing unless a restore was prepared. The journal and the checkpoints of its later rows move to `replaced/`
 * beside it. What the backup lacks is to be imported: its end notices that, and the note says so even where nothing
 * shows the end. The caller holds the lock. Throws NodeJS.ErrnoException.
 */
export const placeRestored = (file: string, checkpoints: Pick<Checkpoints, 'quarantine'>): void => {
  const draft = restoredDraft(file);
  const restore = restoreNote(file).read();
  // Left there by a power cut.
  removeDatabase(`${draft}.new`);
  if (!restore) {
    removeDatabase(draft);
    return;
  }
  if (!existsSync(draft)) return;
  recoveryNote(file).unsure(restore.lastAt);
  const stamp = stampOf(restore.at);
  moveAside(file, 'replaced', `journal-${stamp}`);
  checkpoints.quarantine(restore.sequence, join(dirname(file), 'replaced', `checkpoints-${stamp}`));
  putInPlace(draft, file);
};

/**
 * Records in the restored journal who restored it, once. Throws DiskFailed. A note of which the anchor knows nothing was
 * not written by a manager, and is dropped.
 */
export const recordRestored = (
  file: string,
  journal: Pick<OpenJournal, 'lastRecord' | 'record'>,
  now: number,
  isExpected: boolean,
): void => {
  const note = restoreNote(file);
  const restore = note.read();
  if (!restore) return;
  const { by, approvedBy, backup, at: askedAt } = restore;
  if (isExpected && journal.lastRecord('journal-restored')?.record.askedAt !== askedAt)
    journal.record({ type: 'journal-restored', by, approvedBy, backup, askedAt }, now);
  note.drop();
};
