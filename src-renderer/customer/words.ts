import type { LanguageName } from '#contract';
import en from '#locales/customer-en.json' with { type: 'json' };
import zh from '#locales/customer-zh.json' with { type: 'json' };

export type Words = Readonly<Record<keyof typeof en, string>>;
/** Each file has whole sentences; none is assembled from parts. */
export type WordKey = keyof Words;

interface Language {
  /** The language's own name. */
  readonly nativeName: string;
  /** BCP 47, for screen readers and for the right Chinese glyphs. */
  readonly tag: string;
  readonly words: Words;
}

export const LANGUAGES: Readonly<Record<LanguageName, Language>> = {
  en: { nativeName: 'English', tag: 'en', words: en satisfies Record<keyof typeof zh, string> },
  zh: { nativeName: '中文', tag: 'zh-Hans', words: zh },
};
