import { IntlMessageFormat } from 'intl-messageformat';
import en from '#locales/en.json' with { type: 'json' };

export type TextKey = keyof typeof en;

/** The language of the till's screens; each further language is a locale file and a line here. */
export const LOCALE = 'en';

const formats = new Map<TextKey, IntlMessageFormat>();

const formatOf = (key: TextKey): IntlMessageFormat => {
  const known = formats.get(key);
  if (known) return known;
  const made = new IntlMessageFormat(en[key], LOCALE);
  formats.set(key, made);
  return made;
};

/** The words for a key, its ICU placeholders filled with `values`. */
export const text = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
  String(formatOf(key).format(values));
