import type { Hundredths, Money } from '#domain/money.ts';
import { formatAmount, formatMoney } from '#domain/money.ts';
import { language } from './text.svelte.ts';

/** '¥' for CNY; the currency's code if it has no short sign, and whatever a till calls one that is none. */
const signOf = (currency: string): string =>
  /^[A-Z]{3}$/.test(currency)
    ? (new Intl.NumberFormat(language(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
        .formatToParts(0)
        .find(({ type }) => type === 'currency')?.value ?? currency)
    : currency;

/** '¥1,234.50' or '−¥4.00'; with its code if the sign would be ambiguous: 'CNY 1,234.50'. */
export const moneyWords = (money: Money, coded = false): string => {
  const sign = signOf(money.currency);
  if (coded || sign === money.currency) return formatMoney(money, language());
  return `${money.amount < 0 ? '−' : ''}${sign}${formatAmount(Math.abs(money.amount), money.currency, language())}`;
};

/** Sums side by side, each with its code if they are in several currencies. */
export const sumsWords = (sums: Readonly<Record<string, Hundredths>>): string => {
  const all = Object.entries(sums).map(([currency, amount]) => ({ currency, amount }));
  return all.map((sum) => moneyWords(sum, all.length > 1)).join(' · ');
};

/** The parts of a sum, for large figures, which dim the decimals. */
export const partsOf = ({ amount, currency }: Money): Readonly<Record<'sign' | 'whole' | 'rest', string>> => {
  const written = formatAmount(Math.abs(amount), currency, language());
  const rest = /[.,]\d\d$/.exec(written)?.[0] ?? '';
  const sign = `${amount < 0 ? '−' : ''}${signOf(currency)}`;
  return { sign, whole: written.slice(0, written.length - rest.length), rest };
};

/** The change against what it is compared with, '+6 %'; '' if there is nothing to compare. */
export const changeWords = (net: Hundredths, before: Hundredths): string => {
  if (before <= 0) return '';
  const share = new Intl.NumberFormat(language(), {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  return share.format(net / before - 1).replace('-', '−');
};

export const shareWords = (share: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

export const countWords = (count: number): string => new Intl.NumberFormat(language()).format(count);
