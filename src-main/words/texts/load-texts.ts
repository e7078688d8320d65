import type { LanguageName } from '#domain/shop/language.ts';
import type { Texts } from '#words/text.ts';
import { addTexts } from '#words/text.ts';

const FILES: Readonly<Record<LanguageName, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('#locales/en/till.json'),
  'zh-CN': () => import('#locales/zh-CN/till.json'),
  'zh-TW': () => import('#locales/zh-TW/till.json'),
  de: () => import('#locales/de/till.json'),
  fr: () => import('#locales/fr/till.json'),
  es: () => import('#locales/es/till.json'),
};

/**
 * Fetches the texts of one language for `text`. A window loads only what it shows: all six would be most of its
 * download.
 */
export const loadTexts = async (language: LanguageName): Promise<void> =>
  addTexts(language, (await FILES[language]()).default);
