import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Words } from './words.ts';
import { zhCN } from './zh-cn.ts';
import { zhTW } from './zh-tw.ts';

/** A language of the pages: its BCP 47 tag, and the texts in it. */
export type Speech = { readonly tag: string; readonly words: Words };

const ENGLISH: Speech = { tag: 'en', words: en };
const TAIWAN: Speech = { tag: 'zh-TW', words: zhTW };
/** By the first part of a tag. Chinese tags get here unless they ask for traditional characters. */
const BY_LANGUAGE: Readonly<Record<string, Speech>> = {
  en: ENGLISH,
  de: { tag: 'de', words: de },
  fr: { tag: 'fr', words: fr },
  es: { tag: 'es', words: es },
  zh: { tag: 'zh-CN', words: zhCN },
};

const speechOf = (tag: string): Speech | undefined => {
  const [language = '', ...rest] = tag.trim().toLowerCase().split('-');
  if (language === 'zh' && !rest.includes('hans') && rest.some((part) => /^(hant|tw|hk|mo)$/.test(part))) {
    return TAIWAN;
  }
  return Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
};

/** The tags of an Accept-Language header, most wanted first: 'fr-CH, fr;q=0.9, *;q=0.5'. */
const wantedTags = (header: string): string[] =>
  header
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
      const q = Number(weight ?? 1);
      return { tag, q: Number.isFinite(q) ? q : 0 };
    })
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q)
    .map(({ tag }) => tag);

/**
 * The language of a page: the one that the payment names (its Language, 'de-DE'), else the first that the browser accepts
 * and we have, else English.
 */
export function chooseSpeech(named: string | null, acceptLanguage: string | undefined): Speech {
  const wanted = [...(named === null ? [] : [named]), ...wantedTags(acceptLanguage ?? '')];
  return wanted.map(speechOf).find((speech) => speech !== undefined) ?? ENGLISH;
}
