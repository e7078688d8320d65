/** How the windows look, and what of it a window may change. */
import { z } from 'zod';
import { LANGUAGE_CHOICES } from '#domain/shop/appearance.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';

export const AppearanceInput = z.strictObject({ language: z.enum(LANGUAGE_CHOICES) });

export const AppearanceView = z.strictObject({
  chosen: AppearanceInput,
  /** What the words are in: the one chosen, or the computer's. */
  language: z.enum(LANGUAGE_NAMES),
});
export type AppearanceView = z.infer<typeof AppearanceView>;
