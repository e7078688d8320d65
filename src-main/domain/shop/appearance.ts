/** How this computer's windows look to whoever reads them; no rule of the shop, so that anybody may change it. */
import type { LanguageName } from './language.ts';
import { LANGUAGE_NAMES } from './language.ts';

/** 'system': the computer's own, as far as the till speaks it. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGE_NAMES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

export interface Appearance {
  /** Of the till's screens, dialogs and reports. */
  readonly language: LanguageChoice;
}

export const usualAppearance: Appearance = { language: 'system' };

/** The language that was chosen; `system` has the computer's. */
export const chosenLanguage = ({ language }: Appearance, system: LanguageName): LanguageName =>
  language === 'system' ? system : language;
