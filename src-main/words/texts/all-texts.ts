/** Importing this loads the till's texts in all languages. */
import type { LanguageName } from '#domain/shop/language.ts';
import de from '#locales/de/till.json' with { type: 'json' };
import en from '#locales/en/till.json' with { type: 'json' };
import es from '#locales/es/till.json' with { type: 'json' };
import fr from '#locales/fr/till.json' with { type: 'json' };
import zhCN from '#locales/zh-CN/till.json' with { type: 'json' };
import zhTW from '#locales/zh-TW/till.json' with { type: 'json' };
import type { Texts } from '#words/text.ts';
import { addTexts } from '#words/text.ts';

/** Each further language is a locale file and a line here; a locale that lacks a text does not compile. */
const TEXTS = [
  ['en', en],
  ['zh-CN', zhCN],
  ['zh-TW', zhTW],
  ['de', de],
  ['fr', fr],
  ['es', es],
] as const satisfies readonly (readonly [LanguageName, Texts])[];

for (const [name, texts] of TEXTS) addTexts(name, texts);
