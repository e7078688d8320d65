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

type Values = Readonly<Record<string, string | number>>;

/** Hebrew, Arabic and other letters that are written from right to left, and what changes the direction of a text. */
const TURNS =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
const [ISOLATE, END] = ['\u2068', '\u2069'];

/** So that it turns none of the words around it, whatever somebody has typed or scanned. */
const isolated = (value: string | number): string | number =>
  typeof value === 'string' && TURNS.test(value)
    ? `${ISOLATE}${value.replaceAll(DIRECTIONS, '')}${END}`
    : value;

const isolatedIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)]));

/** The text for a key, its ICU placeholders filled with `values`. */
export const text = (key: TextKey, values: Values = {}): string =>
  String(formatOf(key).format(isolatedIn(values)));
