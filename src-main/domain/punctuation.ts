import type { LanguageName } from '#domain/shop/language.ts';

/** The marks between what the code puts side by side; a text of its own has its marks inside. */
export interface Punctuation {
  /** Between whole sentences. */
  readonly sentence: string;
  /** Ends a title that a sentence follows. */
  readonly stop: string;
  /** After a label. */
  readonly colon: string;
  /** Between a date and a time of day. */
  readonly time: string;
}

const LATIN: Punctuation = { sentence: ' ', stop: '. ', colon: ': ', time: ', ' };
const CHINESE: Punctuation = { sentence: '', stop: '。', colon: '：', time: ' ' };

const PUNCTUATION: Readonly<Record<LanguageName, Punctuation>> = {
  en: LATIN,
  'zh-CN': CHINESE,
  'zh-TW': CHINESE,
  de: LATIN,
  // A narrow no-break space: no line ends before the mark.
  fr: { ...LATIN, colon: '\u202F: ' },
  es: LATIN,
};

export const punctuationOf = (language: LanguageName): Punctuation => PUNCTUATION[language];
