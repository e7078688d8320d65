/** Counts and lists as the till's language writes them. */
import { perLanguage } from './language.ts';

const numbers = perLanguage((name) => new Intl.NumberFormat(name));

/** '1,234' for 1234. */
export const countWords = (count: number): string => numbers().format(count);

const separators = perLanguage(
  (name) =>
    new Intl.ListFormat(name, { type: 'conjunction', style: 'narrow' })
      .formatToParts(['one', 'two', 'three'])
      .find(({ type }) => type === 'literal')?.value ?? ', ',
);

/** 'paid, late, refunded', in Chinese '已付款、迟到、已退款'. */
export const listWords = (parts: readonly string[]): string => parts.join(separators());
