/** How this computer's windows look and sound; no rule of the shop, so that anybody may change it. */
import type { LanguageName } from './language.ts';
import { LANGUAGE_NAMES } from './language.ts';

/** 'system': the computer's own, as far as the till speaks it. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGE_NAMES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** Of the till's text, in per cent of the usual. */
export const TEXT_SIZES = [100, 125, 150, 175, 200] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
export const CONTRASTS = ['system', 'usual', 'high'] as const;
/** 'none': nothing of ours moves. */
export const MOTIONS = ['system', 'none'] as const;
/** Where the keypad lies. */
export const KEYPAD_SIDES = ['left', 'right'] as const;

/** Of a tone, in per cent of the loudest. */
export const VOLUMES = [25, 50, 75, 100] as const;
/** The windows that can be heard. */
export const HEARD_WINDOWS = ['till', 'customer'] as const;
/** Longer names of loudspeakers are not kept. */
export const MOST_OF_SPEAKER = 300;

/** How a window's tones are heard. */
export interface SoundOutput {
  readonly muted: boolean;
  readonly volume: (typeof VOLUMES)[number];
  /** The loudspeaker as the system names it; '' is the computer's usual one, also where the named one is not there. */
  readonly speaker: string;
}

/** What both windows follow; 'system': what the computer is set to. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly contrast: (typeof CONTRASTS)[number];
  readonly motion: (typeof MOTIONS)[number];
}

export interface Appearance extends Look {
  /** Of the till's screens, dialogs and reports. */
  readonly language: LanguageChoice;
  /** The customer's text follows the size of their display. */
  readonly textSize: (typeof TEXT_SIZES)[number];
  readonly keypadSide: (typeof KEYPAD_SIDES)[number];
  readonly sounds: Readonly<Record<(typeof HEARD_WINDOWS)[number], SoundOutput>>;
}

export const usualAppearance: Appearance = {
  language: 'system',
  textSize: 100,
  theme: 'system',
  contrast: 'system',
  motion: 'system',
  keypadSide: 'left',
  // Most shops have one loudspeaker, from which two windows would be heard at once.
  sounds: {
    till: { muted: false, volume: 75, speaker: '' },
    customer: { muted: true, volume: 75, speaker: '' },
  },
};

/** The language that was chosen; `system` has the computer's. */
export const chosenLanguage = (
  { language }: Pick<Appearance, 'language'>,
  system: LanguageName,
): LanguageName => (language === 'system' ? system : language);
