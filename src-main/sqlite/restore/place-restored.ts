/** Puts a restored journal in the journal's place while that is closed; see `replaceJournal`. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { removeDatabase } from './backup.ts';
import { recoveryNote } from './recovery-note.ts';
import { replaceJournal } from './replace-journal.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { stampOf } from '#sqlite/file/stamped-name.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import type { Restore } from './restore-note.ts';
import { restoredDraft, restoreNote } from './restore-note.ts';

/** Backups and checkpoints of one till's journal are of no use to another's. */
const moveAllAside = (file: string, backupsFolder: string, stamp: string): void => {
  if (!existsSync(backupsFolder)) return;
  const folder = join(dirname(file), 'replaced');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  renameSync(backupsFolder, join(folder, `backups-${stamp}`));
};

/**
 * Does nothing unless a restore was prepared. The journal and the checkpoints of its later rows move to `replaced/`
 * beside it; if the new one came from the office, and so belongs to another till, all checkpoints and backups move.
 * What the restored journal lacks must be imported: the note of the journal's end shows the loss, and the recovery note
 * says so even if that note is missing. The caller holds the lock. Throws NodeJS.ErrnoException.
 */
export const placeRestored = (
  { file, backupsFolder }: { readonly file: string; readonly backupsFolder: string },
  checkpoints: Pick<Checkpoints, 'quarantine'>,
): void => {
  const draft = restoredDraft(file);
  const restore = restoreNote(file).read();
  // Left there by a power cut.
  removeDatabase(`${draft}.new`);
  if (!restore) {
    removeDatabase(draft);
    return;
  }
  if (!existsSync(draft)) return;
  const { sequence, lastAt, office, at } = restore;
  if (office) recoveryNote(file).fromOffice(lastAt, sequence);
  else recoveryNote(file).unsure(lastAt);
  if (office) moveAllAside(file, backupsFolder, stampOf(at));
  replaceJournal({ file, draft, checkpoints, into: 'replaced', at, lastSequence: office ? 0 : sequence });
};

/** Whether the journal that has just taken this place came from the office, which is not recorded yet. */
export const restoredFromOffice = (file: string): boolean =>
  (restoreNote(file).read()?.office ?? null) !== null;

const recordOne = (
  journal: Pick<OpenJournal, 'lastRecord' | 'record' | 'transaction'>,
  { by, approvedBy, backup, office, sequence: rows, at: askedAt }: Restore,
  now: number,
): void => {
  if (backup !== null && journal.lastRecord('journal-restored', () => undefined)?.record.askedAt !== askedAt)
    journal.record({ type: 'journal-restored', by, approvedBy, backup, askedAt }, now);
  if (!office || journal.lastRecord('office-restored', () => undefined)?.record.askedAt === askedAt) return;
  const { address, station } = office;
  journal.transaction(() => {
    journal.record({ type: 'office-restored', by, approvedBy, address, station, rows, askedAt }, now);
    journal.record({ type: 'office-connected', by, approvedBy, ...office }, now);
  });
};

/**
 * Records in the restored journal who restored it, once. Throws DiskFailed. A note that the anchor does not know was
 * not written by a manager, and is dropped.
 */
export const recordRestored = (
  file: string,
  journal: Pick<OpenJournal, 'lastRecord' | 'record' | 'transaction'>,
  now: number,
  isExpected: boolean,
): void => {
  const note = restoreNote(file);
  const restore = note.read();
  if (!restore) return;
  if (isExpected) recordOne(journal, restore, now);
  note.drop();
};
