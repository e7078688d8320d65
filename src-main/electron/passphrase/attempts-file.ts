import { join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { lastSeen } from '#files/last-seen.ts';
import { noteValue } from '#files/note-value.ts';
import type { Log } from '#services/ports.ts';
import type { Attempts, AttemptsFile } from '#services/secrets/secrets-port.ts';

const stored = z.object({
  failures: z.int().nonnegative(),
  failedAt: z.int(),
}) satisfies z.ZodType<Attempts>;

/**
 * `<home>/unlock.json`. Somebody who can delete it can also copy the folder and guess elsewhere; each guess still costs
 * the full derivation. While the system does not let it be read, what was read before holds.
 */
export const openAttemptsFile = (home: string, log: Log): AttemptsFile => {
  const file = jsonFile(join(home, 'unlock.json'), stored);
  const seen = lastSeen<Attempts>(
    () => noteValue(file) ?? { failures: 0, failedAt: 0 },
    (error) => log.warn('the wrong passphrases cannot be read again', { error }),
  );
  return {
    read: () => seen.read(),
    write: (attempts) => {
      file.write(attempts);
      seen.note(attempts);
    },
  };
};
