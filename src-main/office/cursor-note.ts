import { rmSync } from 'node:fs';
import { z } from 'zod';
import { head } from '#domain/office/push.ts';
import { jsonFile } from '#files/json-file.ts';
import type { CursorNote } from '#services/office/office-ports.ts';
import type { Log } from '#services/ports.ts';

const noted = z.strictObject({ station: z.string(), cursor: head, at: z.int() });

/** The note in a file of its own. Changing it only makes the till send rows again, or ask where to continue. */
export const cursorNote = (path: string, log: Log): CursorNote => {
  const file = jsonFile(path, noted);
  const tried = (what: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      log.warn('the note about the office could not be changed', { what, error });
    }
  };
  return {
    read: () => {
      const read = file.read();
      return read.state === 'read' ? read.value : null;
    },
    write: (value) => tried('write', () => file.write({ ...value, cursor: { ...value.cursor } })),
    drop: () => tried('drop', () => rmSync(path, { force: true })),
  };
};
