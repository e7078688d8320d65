import type { CustomerView, LanguageName } from '#contract';
import de from '#locales/de/customer.json' with { type: 'json' };
import en from '#locales/en/customer.json' with { type: 'json' };
import es from '#locales/es/customer.json' with { type: 'json' };
import fr from '#locales/fr/customer.json' with { type: 'json' };
import zhCN from '#locales/zh-CN/customer.json' with { type: 'json' };
import zhTW from '#locales/zh-TW/customer.json' with { type: 'json' };

export type Words = Readonly<Record<keyof typeof en, string>>;
/** Each file holds whole sentences; none is assembled from parts. */
export type WordKey = keyof Words;

/** The mark that no real money moves, and its meaning; null for a live sale. */
export const unrealWords = (
  { training, bench }: Pick<CustomerView, 'training' | 'bench'>,
  words: Words,
): readonly [mark: string, meaning: string] | null => {
  if (training) return [words.training, words.trainingMeaning];
  return bench ? [words.bench, words.benchMeaning] : null;
};

export const WORDS: Readonly<Record<LanguageName, Words>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  de,
  fr,
  es,
};
