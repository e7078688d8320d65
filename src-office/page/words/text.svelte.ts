/** The page's texts in the current language; what uses them updates when another one is chosen. */
import type { LanguageName } from '#domain/shop/language.ts';
import type en from '../../../resources/office/locales/en.json';
import { Formats } from './formats.ts';

export type TextKey = keyof typeof en;
type Texts = Readonly<Record<TextKey, string>>;

/** A language that lacks a text does not compile. */
const FILES: Readonly<Record<LanguageName, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('../../../resources/office/locales/en.json'),
  'zh-CN': () => import('../../../resources/office/locales/zh-CN.json'),
  'zh-TW': () => import('../../../resources/office/locales/zh-TW.json'),
  de: () => import('../../../resources/office/locales/de.json'),
  fr: () => import('../../../resources/office/locales/fr.json'),
  es: () => import('../../../resources/office/locales/es.json'),
};

interface Loaded {
  readonly language: LanguageName;
  readonly texts: Texts;
  readonly formats: Formats;
}

let current = $state.raw<Loaded | null>(null);

const now = (): Loaded => {
  if (!current) throw new Error('no texts were loaded');
  return current;
};

/** Switches to that language. */
export const setLanguage = async (language: LanguageName): Promise<void> => {
  const { default: texts } = await FILES[language]();
  current = { language, texts, formats: new Formats(language) };
  document.documentElement.lang = language;
};

export const language = (): LanguageName => now().language;

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(now().texts, key);

/**
 * The text for a key, its ICU placeholders filled with `values`. The key itself for what only a newer office says, as to a
 * page that was open while the office was updated.
 */
export const text = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string => {
  const { texts, formats } = now();
  if (!isTextKey(key)) return key;
  return String(formats.of(texts[key]).format(values));
};
