import { mkdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { rememberedFile } from '#files/remembered-file.ts';
import type { InstallationNote } from '#services/ports.ts';

const installation = z.strictObject({
  identity: z.string(),
  openings: z.array(z.string()),
  reached: z.int().default(0),
  /** This folder on this computer. A copy of the folder is another place. */
  place: z.string(),
});

const placeOf = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return `${hostname()} ${statSync(folder, { bigint: true }).ino}`;
};

/**
 * The note beside this journal. While the system does not let it read the file, what was read before holds; `read` throws
 * OutOfReach if nothing was: the openings in it would be overwritten.
 */
export const installationNote = (journalFile: string): InstallationNote => {
  const folder = dirname(journalFile);
  const file = rememberedFile(jsonFile(join(folder, 'installation.json'), installation));
  return {
    read: () => {
      const read = file.read();
      if (read.state !== 'read') return null;
      const { identity, openings, reached, place } = read.value;
      return place === placeOf(folder)
        ? { identity, openings, reached }
        : { identity, openings: [], reached: 0 };
    },
    write: (noted) => file.write({ ...noted, openings: [...noted.openings], place: placeOf(folder) }),
  };
};
