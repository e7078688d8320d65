/**
 * The values that each choice of the appearance may have. Windows must keep to them; a file on disk may come from
 * another version.
 */
import { z } from 'zod';
import {
  CONTRASTS,
  KEYPAD_SIDES,
  LANGUAGE_CHOICES,
  MAX_SPEAKER_LENGTH,
  MOTIONS,
  TEXT_SIZES,
  THEMES,
  VOLUMES,
} from './appearance.ts';

export const soundFields = {
  muted: z.boolean(),
  volume: z.literal(VOLUMES),
  speaker: z.string().max(MAX_SPEAKER_LENGTH),
};

export const lookFields = { theme: z.enum(THEMES), contrast: z.enum(CONTRASTS), motion: z.enum(MOTIONS) };

export const appearanceFields = {
  ...lookFields,
  language: z.enum(LANGUAGE_CHOICES),
  textSize: z.literal(TEXT_SIZES),
  keypadSide: z.enum(KEYPAD_SIDES),
};
