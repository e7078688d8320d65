/** What people write for a currency besides its code and Intl's signs. */
const OTHER_SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['CNY', ['RMB', '元']],
  ['JPY', ['円']],
]);

const signIn = (locale: string, currency: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

/** Longest first. */
const signsOf = (currency: string): readonly string[] => {
  if (!/^[A-Z]{3}$/.test(currency)) return [];
  const known = (['symbol', 'narrowSymbol'] as const).flatMap((display) =>
    ['en', 'zh'].map((locale) => signIn(locale, currency, display).toUpperCase()),
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
