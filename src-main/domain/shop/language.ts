/** The languages of the till, its customers' display and its paper, as BCP 47 tags. */
export const LANGUAGE_NAMES = ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es'] as const;
export type LanguageName = (typeof LANGUAGE_NAMES)[number];

/** What version 0.1 wrote into settings files and journals. */
export const FORMER_LANGUAGES = { zh: 'zh-CN' } as const satisfies Readonly<Record<string, LanguageName>>;
export type FormerLanguage = keyof typeof FORMER_LANGUAGES;

export const RECORDED_LANGUAGES = [...LANGUAGE_NAMES, 'zh'] as const;

/** The current name of a language in a journal. */
export const languageNow = (recorded: LanguageName | FormerLanguage): LanguageName =>
  recorded === 'zh' ? FORMER_LANGUAGES.zh : recorded;

/** Each language in its own words. */
export const NATIVE_NAMES: Readonly<Record<LanguageName, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
};

/** Regions that use traditional characters, unless the tag names the script. */
const TRADITIONAL = new Set(['TW', 'HK', 'MO']);

const isTraditional = (subtags: readonly string[]): boolean =>
  subtags.includes('Hant') ||
  (!subtags.includes('Hans') && subtags.some((subtag) => TRADITIONAL.has(subtag)));

const nameOf = (tag: string): LanguageName | undefined => {
  const [language = '', ...rest] = tag.split('-');
  if (language === 'zh') return isTraditional(rest) ? 'zh-TW' : 'zh-CN';
  return LANGUAGE_NAMES.find((name) => name === language);
};

/** The first of a computer's languages (BCP 47, the preferred one first) that the till speaks; English if it speaks none. */
export const languageOf = (tags: readonly string[]): LanguageName =>
  tags.map(nameOf).find((name) => name !== undefined) ?? 'en';
