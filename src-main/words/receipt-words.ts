/** The words of receipts; each further language is a locale file and a line here. */
import type { LanguageName } from '#domain/shop/language.ts';
import type { ReceiptWords } from '#domain/print/receipt-options.ts';
import de from '#locales/de/receipt.json' with { type: 'json' };
import en from '#locales/en/receipt.json' with { type: 'json' };
import es from '#locales/es/receipt.json' with { type: 'json' };
import fr from '#locales/fr/receipt.json' with { type: 'json' };
import zhCN from '#locales/zh-CN/receipt.json' with { type: 'json' };
import zhTW from '#locales/zh-TW/receipt.json' with { type: 'json' };

export const RECEIPT_WORDS: Readonly<Record<LanguageName, ReceiptWords>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  de,
  fr,
  es,
};
