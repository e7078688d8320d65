/** How this computer's windows look and sound. These are not rules of the shop, so anybody may change them. */
import type { LanguageName } from './language.ts';
import { LANGUAGE_NAMES } from './language.ts';

/** 'system': the computer's own language, if the till speaks it. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGE_NAMES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** Size of the till's text, in per cent of the usual size. */
export const TEXT_SIZES = [100, 125, 150, 175, 200] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
export const CONTRASTS = ['system', 'usual', 'high'] as const;
/** 'none': the till animates nothing. */
export const MOTIONS = ['system', 'none'] as const;
/** The side of the screen that the keypad is on. */
export const KEYPAD_SIDES = ['left', 'right'] as const;

/** Volume of a tone, in per cent of the loudest. */
export const VOLUMES = [25, 50, 75, 100] as const;
/** The windows that can be heard. */
export const SOUND_WINDOWS = ['till', 'customer'] as const;
/** Longer names of loudspeakers are not stored. */
export const MAX_SPEAKER_LENGTH = 300;

/** How a window's tones are heard. */
export interface SoundOutput {
  readonly muted: boolean;
  readonly volume: (typeof VOLUMES)[number];
  /** The loudspeaker as the system names it; '' is the computer's usual one, which also stands in for a missing one. */
  readonly speaker: string;
}

/** What both windows follow; 'system': the computer's setting. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly contrast: (typeof CONTRASTS)[number];
  readonly motion: (typeof MOTIONS)[number];
}

export interface Appearance extends Look {
  /** The language of the till's screens, dialogs and reports. */
  readonly language: LanguageChoice;
  /** The customer's text follows the size of their display. */
  readonly textSize: (typeof TEXT_SIZES)[number];
  readonly keypadSide: (typeof KEYPAD_SIDES)[number];
  readonly sounds: Readonly<Record<(typeof SOUND_WINDOWS)[number], SoundOutput>>;
}

export const usualAppearance: Appearance = {
  language: 'system',
  textSize: 100,
  theme: 'system',
  contrast: 'system',
  motion: 'system',
  keypadSide: 'left',
  // Most shops have one loudspeaker, on which two windows would sound at once.
  sounds: {
    till: { muted: false, volume: 75, speaker: '' },
    customer: { muted: true, volume: 75, speaker: '' },
  },
};

type Some<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Some of the choices; what is left out stays as it is. */
export interface AppearanceChange extends Some<Omit<Appearance, 'sounds'>> {
  readonly sounds?: Some<Record<(typeof SOUND_WINDOWS)[number], Some<SoundOutput>>> | undefined;
}

const withSome = <T extends object>(all: T, some: Some<T> = {}): T => ({
  ...all,
  ...Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)),
});

export const withChange = (current: Appearance, { sounds, ...others }: AppearanceChange): Appearance => ({
  ...withSome<Omit<Appearance, 'sounds'>>(current, others),
  sounds: {
    till: withSome(current.sounds.till, sounds?.till),
    customer: withSome(current.sounds.customer, sounds?.customer),
  },
});

/** The chosen language; `system` is the computer's. */
export const chosenLanguage = (
  { language }: Pick<Appearance, 'language'>,
  system: LanguageName,
): LanguageName => (language === 'system' ? system : language);
