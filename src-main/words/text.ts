import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageName } from '#domain/shop/language.ts';
import de from '#locales/de/till.json' with { type: 'json' };
import en from '#locales/en/till.json' with { type: 'json' };
import es from '#locales/es/till.json' with { type: 'json' };
import fr from '#locales/fr/till.json' with { type: 'json' };
import zhCN from '#locales/zh-CN/till.json' with { type: 'json' };
import zhTW from '#locales/zh-TW/till.json' with { type: 'json' };
import { language, perLanguage } from './language.ts';

export type TextKey = keyof typeof en;

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);

/** Each further language is a locale file and a line here; one without all of the texts does not compile. */
const TEXTS: Readonly<Record<LanguageName, Readonly<Record<TextKey, string>>>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  de,
  fr,
  es,
};

const formats = perLanguage(() => new Map<TextKey, IntlMessageFormat>());

const formatOf = (key: TextKey): IntlMessageFormat => {
  const inLanguage = formats();
  const known = inLanguage.get(key);
  if (known) return known;
  const made = new IntlMessageFormat(TEXTS[language()][key], language());
  inLanguage.set(key, made);
  return made;
};

/** The words for a key, its ICU placeholders filled with `values`. */
export const text = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
  String(formatOf(key).format(values));
