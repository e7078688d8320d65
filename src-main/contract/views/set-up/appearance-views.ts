/** How the windows look and sound, and what of it a window may change. */
import { z } from 'zod';
import {
  CONTRASTS,
  KEYPAD_SIDES,
  LANGUAGE_CHOICES,
  MOST_OF_SPEAKER,
  MOTIONS,
  TEXT_SIZES,
  THEMES,
  VOLUMES,
} from '#domain/shop/appearance.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';

const SoundOutput = z.strictObject({
  muted: z.boolean(),
  volume: z.literal(VOLUMES),
  /** The loudspeaker's name; '' is the computer's usual one. */
  speaker: z.string().max(MOST_OF_SPEAKER),
});
export type SoundOutput = z.infer<typeof SoundOutput>;

const look = { theme: z.enum(THEMES), contrast: z.enum(CONTRASTS), motion: z.enum(MOTIONS) };

/** All that the customer's window follows. */
export const LookView = z.strictObject({ ...look, sound: SoundOutput });
export type LookView = z.infer<typeof LookView>;

export const AppearanceInput = z.strictObject({
  ...look,
  language: z.enum(LANGUAGE_CHOICES),
  textSize: z.literal(TEXT_SIZES),
  keypadSide: z.enum(KEYPAD_SIDES),
  sounds: z.strictObject({ till: SoundOutput, customer: SoundOutput }),
});

export const AppearanceView = z.strictObject({
  chosen: AppearanceInput,
  /** What the words are in: the one chosen, or the computer's. */
  language: z.enum(LANGUAGE_NAMES),
});
export type AppearanceView = z.infer<typeof AppearanceView>;
