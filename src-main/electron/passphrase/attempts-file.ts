import { join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { Attempts, AttemptsFile } from '#services/secrets/secrets-port.ts';

const stored = z.object({
  failures: z.int().nonnegative(),
  failedAt: z.int(),
}) satisfies z.ZodType<Attempts>;

/**
 * `<home>/unlock.json`. Somebody who can delete it can also copy the folder and guess elsewhere; each guess still costs
 * the full derivation.
 */
export const openAttemptsFile = (home: string): AttemptsFile => {
  const file = jsonFile(join(home, 'unlock.json'), stored);
  return {
    read: () => {
      const read = readWithinReach(file);
      return read.state === 'read' ? read.value : { failures: 0, failedAt: 0 };
    },
    write: (attempts) => file.write(attempts),
  };
};
