import { join } from 'node:path';
import { z } from 'zod';
import type { Appearance, SoundOutput } from '#domain/shop/appearance.ts';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { appearanceFields, soundFields } from '#domain/shop/appearance-fields.ts';
import { jsonFile } from '#files/json-file.ts';
import type { AppearanceFile, Log } from '#services/ports.ts';
import { changedFields } from '#files/changed-fields.ts';
import { optionalFile } from './quarantine-file.ts';

const output = (usual: SoundOutput) =>
  z
    .object({
      muted: soundFields.muted.catch(usual.muted),
      volume: soundFields.volume.catch(usual.volume),
      speaker: soundFields.speaker.catch(usual.speaker),
    })
    .catch(usual);

/** A value that this version does not know, or that an older one did not write, gets its default. */
const stored = z.object({
  language: appearanceFields.language.catch(usualAppearance.language),
  textSize: appearanceFields.textSize.catch(usualAppearance.textSize),
  theme: appearanceFields.theme.catch(usualAppearance.theme),
  contrast: appearanceFields.contrast.catch(usualAppearance.contrast),
  motion: appearanceFields.motion.catch(usualAppearance.motion),
  keypadSide: appearanceFields.keypadSide.catch(usualAppearance.keypadSide),
  sounds: z
    .object({
      till: output(usualAppearance.sounds.till),
      customer: output(usualAppearance.sounds.customer),
    })
    .catch(usualAppearance.sounds),
}) satisfies z.ZodType<Appearance>;

/**
 * How the windows look and sound, in `<home>/appearance.json`.
 * `write` throws as an optional file's does.
 */
export const openAppearanceFile = (home: string, log: Log): AppearanceFile => {
  const file = jsonFile<Appearance>(join(home, 'appearance.json'), stored, 2);
  const damaged = 'the appearance cannot be read; it is as usual';
  return optionalFile(file, { fallback: usualAppearance, merge: changedFields, log, damaged });
};
