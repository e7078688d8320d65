import { join } from 'node:path';
import { z } from 'zod';
import type { Appearance, SoundOutput } from '#domain/shop/appearance.ts';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { appearanceFields, soundFields } from '#domain/shop/appearance-fields.ts';
import { jsonFile } from '#files/json-file.ts';
import type { AppearanceFile, Log } from '#services/ports.ts';
import { changedFields } from '#files/changed-fields.ts';
import { optionalFile } from './quarantine-file.ts';

/** A value that this version does not know, or that an older one did not write, gets its default. */
const orUsual = <F extends Readonly<Record<string, z.ZodType>>>(
  fields: F,
  usual: { readonly [K in keyof F]: z.output<F[K]> },
) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.catch(usual[name])]),
  ) as unknown as { readonly [K in keyof F]: z.ZodCatch<F[K]> };

const sound = (usual: SoundOutput) => z.object(orUsual(soundFields, usual)).catch(usual);

const { till, customer } = usualAppearance.sounds;

const stored = z.object({
  ...orUsual(appearanceFields, usualAppearance),
  sounds: z.object({ till: sound(till), customer: sound(customer) }).catch(usualAppearance.sounds),
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
