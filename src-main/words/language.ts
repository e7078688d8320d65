/** The till's language, for its screens, dialogs and reports; receipts have their own. */
import type { Punctuation } from '#domain/punctuation.ts';
import { punctuationOf } from '#domain/punctuation.ts';
import type { LanguageName } from '#domain/shop/language.ts';

let read: () => LanguageName = () => 'en';

/** From now on the language is what `source` returns; if that is reactive, so are the texts. */
export const followLanguage = (source: () => LanguageName): void => {
  read = source;
};

export const language = (): LanguageName => read();

export const punctuation = (): Punctuation => punctuationOf(language());

/** What `make` returns for the current language; made once for each language. */
export const perLanguage = <Value>(make: (language: LanguageName) => Value): (() => Value) => {
  const made = new Map<LanguageName, Value>();
  return () => {
    const now = language();
    const known = made.get(now);
    if (known !== undefined) return known;
    const fresh = make(now);
    made.set(now, fresh);
    return fresh;
  };
};
