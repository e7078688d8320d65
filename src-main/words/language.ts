/** The language that words are in: the till's, of its screens, its dialogs and its papers; receipts have their own. */
import type { LanguageName } from '#domain/shop/language.ts';

let read: () => LanguageName = () => 'en';

/** From now on words follow `source`; where it is reactive, so is what is made of them. */
export const followLanguage = (source: () => LanguageName): void => {
  read = source;
};

export const language = (): LanguageName => read();

/** What `make` gives for the language at hand, made once for each. */
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
