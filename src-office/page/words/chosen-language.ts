/** The language chosen in this browser, or else the first of the browser's languages that the page has. */
import type { LanguageName } from '#domain/shop/language.ts';
import { LANGUAGE_NAMES, languageOf } from '#domain/shop/language.ts';

const KEPT = 'language';

export const chosenLanguage = (): LanguageName => {
  const kept = localStorage.getItem(KEPT);
  return LANGUAGE_NAMES.find((name) => name === kept) ?? languageOf(navigator.languages);
};

export const keepLanguage = (name: LanguageName): void => localStorage.setItem(KEPT, name);
