import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageName } from '#domain/shop/language.ts';
import type en from '#locales/en/till.json';
import { language, perLanguage } from './language.ts';

export type TextKey = keyof typeof en;
/** All texts of the till in one language. */
export type Texts = Readonly<Record<TextKey, string>>;

const known = new Map<LanguageName, Texts>();

/** Adds the texts of a language. Main has all languages from the start, a window only those it shows. */
export const addTexts = (name: LanguageName, texts: Texts): void => void known.set(name, texts);

const textsIn = (name: LanguageName): Texts => {
  const texts = known.get(name);
  if (!texts) throw new Error(`the texts in ${name} were not loaded`);
  return texts;
};

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(textsIn(language()), key);

const formats = perLanguage(() => new Map<TextKey, IntlMessageFormat>());

const formatOf = (key: TextKey): IntlMessageFormat => {
  const inLanguage = formats();
  const made = inLanguage.get(key) ?? new IntlMessageFormat(textsIn(language())[key], language());
  inLanguage.set(key, made);
  return made;
};

/** The text for a key, its ICU placeholders filled with `values`. */
export const text = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
  String(formatOf(key).format(values));
