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
  { environment }: Pick<CustomerView, 'environment'>,
  words: Words,
): readonly [mark: string, meaning: string] | null => {
  switch (environment) {
    case 'live':
      return null;
    case 'training':
    case 'test':
      return [words[environment], words.noRealMoney];
    case 'bench':
      return [words.bench, words.benchMeaning];
    default:
      return environment satisfies never;
  }
};

export const WORDS: Readonly<Record<LanguageName, Words>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  de,
  fr,
  es,
};
