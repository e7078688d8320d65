/** The words of receipts; each further language is a locale file and a line here. */
import type { LanguageName } from '#domain/shop/language.ts';
import type { ReceiptWords } from '#domain/print/receipt-options.ts';
import en from '#locales/receipt-en.json' with { type: 'json' };
import zh from '#locales/receipt-zh.json' with { type: 'json' };

export const RECEIPT_WORDS: Readonly<Record<LanguageName, ReceiptWords>> = { en, zh };
