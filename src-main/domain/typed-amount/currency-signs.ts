import { currencySignIn } from '#domain/currency-sign.ts';

/** What people write for a currency besides its code and Intl's signs. */
const OTHER_SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['CNY', ['RMB', '元']],
  ['JPY', ['円']],
]);

/** Longest first. */
const signsOf = (currency: string): readonly string[] => {
  if (!/^[A-Z]{3}$/.test(currency)) return [];
  const known = (['symbol', 'narrowSymbol'] as const).flatMap((display) =>
    ['en', 'zh'].map((locale) => currencySignIn(locale, currency, display).sign.toUpperCase()),
  );
  return [currency, ...known, ...(OTHER_SIGNS.get(currency) ?? [])].toSorted((a, b) => b.length - a.length);
};

/** An amount without the sign or code of this currency before or after it. */
export const withoutCurrency = (text: string, currency: string): string => {
  const upper = text.toUpperCase();
  const signs = signsOf(currency);
  const before = signs.find((sign) => upper.startsWith(sign));
  if (before !== undefined) return text.slice(before.length).trim();
  const after = signs.find((sign) => upper.endsWith(sign));
  return after === undefined ? text : text.slice(0, -after.length).trim();
};
