/** How the windows look and sound, and what a window may change about that. */
import { z } from 'zod';
import type { Appearance, AppearanceChange } from '#domain/shop/appearance.ts';
import { appearanceFields, lookFields, soundFields } from '#domain/shop/appearance-fields.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';

const SoundOutput = z.strictObject(soundFields);
export type SoundOutput = z.infer<typeof SoundOutput>;

/** Everything that the customer's window follows. */
export const LookView = z.strictObject({ ...lookFields, sound: SoundOutput });
export type LookView = z.infer<typeof LookView>;

/** Only what is chosen now, so that it undoes no choice made just before. */
export const AppearanceInput = z
  .strictObject({
    ...appearanceFields,
    sounds: z.strictObject({ till: SoundOutput.partial(), customer: SoundOutput.partial() }).partial(),
  })
  .partial() satisfies z.ZodType<AppearanceChange>;

const Chosen = z.strictObject({
  ...appearanceFields,
  sounds: z.strictObject({ till: SoundOutput, customer: SoundOutput }),
}) satisfies z.ZodType<Appearance>;

export const AppearanceView = z.strictObject({
  chosen: Chosen,
  /** The language of the screens: the one chosen, or the computer's. */
  language: z.enum(LANGUAGE_NAMES),
});
export type AppearanceView = z.infer<typeof AppearanceView>;
