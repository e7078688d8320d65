import type { LanguageName } from '#contract';
import de from '#locales/de/customer.json' with { type: 'json' };
import en from '#locales/en/customer.json' with { type: 'json' };
import es from '#locales/es/customer.json' with { type: 'json' };
import fr from '#locales/fr/customer.json' with { type: 'json' };
import zhCN from '#locales/zh-CN/customer.json' with { type: 'json' };
import zhTW from '#locales/zh-TW/customer.json' with { type: 'json' };

export type Words = Readonly<Record<keyof typeof en, string>>;
/** Each file has whole sentences; none is assembled from parts. */
export type WordKey = keyof Words;

export const WORDS: Readonly<Record<LanguageName, Words>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  de,
  fr,
  es,
};
