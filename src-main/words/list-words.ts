import { perLanguage } from './language.ts';

const separators = perLanguage(
  (language) =>
    new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' })
      .formatToParts(['one', 'two', 'three'])
      .find(({ type }) => type === 'literal')?.value ?? ', ',
);

/** 'paid, late, refunded', in Chinese '已付款、迟到、已退款'. */
export const listWords = (parts: readonly string[]): string => parts.join(separators());
