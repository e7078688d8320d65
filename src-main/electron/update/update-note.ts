import { join } from 'node:path';
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { jsonFile } from '#files/json-file.ts';
import { lastSeen } from '#files/last-seen.ts';
import type { Log } from '#services/ports.ts';
import type { NotedUpdate, UpdateNote } from '#services/update/update-ports.ts';
import { readOrQuarantine } from '#electron/files/quarantine-file.ts';

const version = z.string().max(100);

const Stored = z.object({
  newestSeen: version.nullable(),
  failed: z.array(version).max(1_000).readonly(),
  wish: z.object({ version, by: person, approvedBy: person }).nullable(),
  begun: z.object({ from: version, to: version, starts: z.int().min(0) }).nullable(),
  untold: z.object({ how: z.enum(['update-failed', 'rolled-back']), from: version, to: version }).nullable(),
}) satisfies z.ZodType<NotedUpdate>;

const NOTHING: NotedUpdate = { newestSeen: null, failed: [], wish: null, begun: null, untold: null };

/**
 * How far an update has come, in `<home>/updates/update.json`. It says which versions have failed, so `read` never takes
 * a held file for an empty one: what was read before holds, and without that it throws OutOfReach.
 */
export const openUpdateNote = (home: string, log: Log): UpdateNote => {
  const file = jsonFile<NotedUpdate>(join(home, 'updates', 'update.json'), Stored, 2);
  const damaged = 'the note about updates cannot be read';
  const seen = lastSeen(
    () => readOrQuarantine(file, NOTHING, log, damaged),
    (error) => log.warn('the note about updates cannot be read again', { error }),
  );
  return {
    read: () => seen.read(),
    write: (noted) => {
      file.write(noted);
      seen.note(noted);
    },
  };
};
