import { join } from 'node:path';
import { z } from 'zod';
import type { Appearance } from '#domain/shop/appearance.ts';
import { LANGUAGE_CHOICES, usualAppearance } from '#domain/shop/appearance.ts';
import { jsonFile } from '#files/json-file.ts';
import type { AppearanceFile, Log } from '#services/ports.ts';
import { readOrQuarantine } from './quarantine-file.ts';

/** What this version does not know, and what an older one did not, is as usual. */
const stored = z.object({
  language: z.enum(LANGUAGE_CHOICES).catch(usualAppearance.language),
}) satisfies z.ZodType<Appearance>;

/**
 * How the windows look, in `<home>/appearance.json`.
 * `write` throws NodeJS.ErrnoException where it cannot be written.
 */
export const openAppearanceFile = (home: string, log: Log): AppearanceFile => {
  const file = jsonFile<Appearance>(join(home, 'appearance.json'), stored, 2);
  return {
    read: () => readOrQuarantine(file, usualAppearance, log, 'the appearance cannot be read; it is as usual'),
    write: (appearance) => file.write(appearance),
  };
};
