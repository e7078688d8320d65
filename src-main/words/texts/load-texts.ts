import type { LanguageName } from '#domain/shop/language.ts';
import type { Texts } from '#words/text.ts';
import { addTexts } from '#words/text.ts';

const FILES: Readonly<Record<LanguageName, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('#locales/en/till.json', { with: { type: 'json' } }),
  'zh-CN': () => import('#locales/zh-CN/till.json', { with: { type: 'json' } }),
  'zh-TW': () => import('#locales/zh-TW/till.json', { with: { type: 'json' } }),
  de: () => import('#locales/de/till.json', { with: { type: 'json' } }),
  fr: () => import('#locales/fr/till.json', { with: { type: 'json' } }),
  es: () => import('#locales/es/till.json', { with: { type: 'json' } }),
};

/** Fetches the texts of one language, so that `text` has them: all six together are most of what a window would load. */
export const loadTexts = async (language: LanguageName): Promise<void> =>
  addTexts(language, (await FILES[language]()).default);
