import type { Log } from '#services/ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';
import type { HeadNote } from './head-note.ts';
import { openHeadNote } from './head-note.ts';

export interface HeadRecorder {
  /** The journal; every write through it updates the note. */
  readonly journal: OpenJournal;
  close(): void;
}

/** Notes beside the journal where it ends, now and after every commit. */
export const recordHead = (file: string, journal: OpenJournal, log: Log): HeadRecorder => {
  let note: HeadNote | null = null;
  let failed = false;
  /** A note that cannot be written must not stop a payment. */
  const noteHead = (): void => {
    try {
      note ??= openHeadNote(file);
      note.write(journal.reach());
      failed = false;
    } catch (error) {
      if (!failed) log.error('the end of the journal could not be noted', { error });
      failed = true;
    }
  };
  noteHead();
  return {
    journal: aroundWrites(journal, (write) => {
      const written = write();
      noteHead();
      return written;
    }),
    close: () => {
      note?.close();
      note = null;
    },
  };
};
