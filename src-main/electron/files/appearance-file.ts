import { join } from 'node:path';
import { z } from 'zod';
import type { Appearance, SoundOutput } from '#domain/shop/appearance.ts';
import {
  CONTRASTS,
  KEYPAD_SIDES,
  LANGUAGE_CHOICES,
  MOST_OF_SPEAKER,
  MOTIONS,
  TEXT_SIZES,
  THEMES,
  usualAppearance,
  VOLUMES,
} from '#domain/shop/appearance.ts';
import { jsonFile } from '#files/json-file.ts';
import type { AppearanceFile, Log } from '#services/ports.ts';
import { readOrQuarantine } from './quarantine-file.ts';

const output = (usual: SoundOutput) =>
  z
    .object({
      muted: z.boolean().catch(usual.muted),
      volume: z.literal(VOLUMES).catch(usual.volume),
      speaker: z.string().max(MOST_OF_SPEAKER).catch(usual.speaker),
    })
    .catch(usual);

/** What this version does not know, and what an older one did not, is as usual. */
const stored = z.object({
  language: z.enum(LANGUAGE_CHOICES).catch(usualAppearance.language),
  textSize: z.literal(TEXT_SIZES).catch(usualAppearance.textSize),
  theme: z.enum(THEMES).catch(usualAppearance.theme),
  contrast: z.enum(CONTRASTS).catch(usualAppearance.contrast),
  motion: z.enum(MOTIONS).catch(usualAppearance.motion),
  keypadSide: z.enum(KEYPAD_SIDES).catch(usualAppearance.keypadSide),
  sounds: z
    .object({
      till: output(usualAppearance.sounds.till),
      customer: output(usualAppearance.sounds.customer),
    })
    .catch(usualAppearance.sounds),
}) satisfies z.ZodType<Appearance>;

/**
 * How the windows look and sound, in `<home>/appearance.json`.
 * `write` throws NodeJS.ErrnoException where it cannot be written.
 */
export const openAppearanceFile = (home: string, log: Log): AppearanceFile => {
  const file = jsonFile<Appearance>(join(home, 'appearance.json'), stored, 2);
  return {
    read: () => readOrQuarantine(file, usualAppearance, log, 'the appearance cannot be read; it is as usual'),
    write: (appearance) => file.write(appearance),
  };
};
