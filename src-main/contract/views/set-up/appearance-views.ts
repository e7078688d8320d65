/** How the windows look, and what of it a window may change. */
import { z } from 'zod';
import {
  CONTRASTS,
  KEYPAD_SIDES,
  LANGUAGE_CHOICES,
  MOTIONS,
  TEXT_SIZES,
  THEMES,
} from '#domain/shop/appearance.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';

/** All that the customer's window follows. */
export const LookView = z.strictObject({
  theme: z.enum(THEMES),
  contrast: z.enum(CONTRASTS),
  motion: z.enum(MOTIONS),
});
export type LookView = z.infer<typeof LookView>;

export const AppearanceInput = z.strictObject({
  ...LookView.shape,
  language: z.enum(LANGUAGE_CHOICES),
  textSize: z.literal(TEXT_SIZES),
  keypadSide: z.enum(KEYPAD_SIDES),
});

export const AppearanceView = z.strictObject({
  chosen: AppearanceInput,
  /** What the words are in: the one chosen, or the computer's. */
  language: z.enum(LANGUAGE_NAMES),
});
export type AppearanceView = z.infer<typeof AppearanceView>;
