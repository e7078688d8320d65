import type { LanguageName } from '#domain/shop/language.ts';
import type en from '#locales/en/help.json';

/** The topics of the help, by the people they are for. */
export const HELP_TOPICS = {
  cashier: ['charge', 'cancel', 'states', 'unknown', 'refund', 'find', 'customer', 'receipt', 'sign-in'],
  manager: ['shift', 'day', 'check', 'settle', 'export', 'staff', 'phone'],
  installer: [
    'set-up',
    'connection',
    'proxy',
    'office',
    'displays',
    'full-screen',
    'printer',
    'files',
    'backup',
    'keys',
    'roll-out',
  ],
} as const;
export type HelpReader = keyof typeof HELP_TOPICS;
export type HelpTopicName = (typeof HELP_TOPICS)[HelpReader][number];

export const isHelpTopic = (name: string): name is HelpTopicName =>
  Object.values(HELP_TOPICS).some((topics: readonly string[]) => topics.includes(name));

interface HelpTopic {
  readonly title: string;
  /** `[key]` stands for a text of the till, mostly on a button; `[#topic]` leads to another topic. */
  readonly steps: readonly string[];
  /** Or ''. */
  readonly note: string;
}

/** The texts of the help, in one language. */
export interface HelpTexts {
  readonly topics: Readonly<Record<HelpTopicName, HelpTopic>>;
  /** What a problem means for the money, by the answer in the table of problems. */
  readonly money: Readonly<
    Record<keyof (typeof en)['money'], { readonly safe: string; readonly again: string }>
  >;
  /** Texts without the amount or name, for problems whose text on the screen has one. */
  readonly general: Readonly<Record<keyof (typeof en)['general'], string>>;
}

/** A window fetches the help in a language when it is first opened. */
const FILES: Readonly<Record<LanguageName, () => Promise<{ readonly default: HelpTexts }>>> = {
  en: () => import('#locales/en/help.json', { with: { type: 'json' } }),
  'zh-CN': () => import('#locales/zh-CN/help.json', { with: { type: 'json' } }),
  'zh-TW': () => import('#locales/zh-TW/help.json', { with: { type: 'json' } }),
  de: () => import('#locales/de/help.json', { with: { type: 'json' } }),
  fr: () => import('#locales/fr/help.json', { with: { type: 'json' } }),
  es: () => import('#locales/es/help.json', { with: { type: 'json' } }),
};

export const readHelp = async (language: LanguageName): Promise<HelpTexts> =>
  (await FILES[language]()).default;
