import { currencySignIn, formatWithSign } from '#domain/currency-sign.ts';
import type { Hundredths, Money } from '#domain/money.ts';
import { formatAmount, formatMoney } from '#domain/money.ts';
import { language } from './text.svelte.ts';

/** '¥1,234.50', '−¥4.00' or '4,00 ¥'; with its code if the sign would be ambiguous: 'CNY 1,234.50'. */
export const moneyWords = (money: Money, coded = false): string =>
  coded ? formatMoney(money, language()) : formatWithSign(money, language());

/** Sums side by side, each with its code if they are in several currencies. */
export const sumsWords = (sums: Readonly<Record<string, Hundredths>>): string => {
  const all = Object.entries(sums).map(([currency, amount]) => ({ currency, amount }));
  return all.map((sum) => moneyWords(sum, all.length > 1)).join(' · ');
};

/** The parts of a sum, for large figures, which dim the decimals. */
export const partsOf = ({
  amount,
  currency,
}: Money): Readonly<Record<'before' | 'whole' | 'rest' | 'after', string>> => {
  const written = formatAmount(Math.abs(amount), currency, language());
  const rest = /[.,]\d\d$/.exec(written)?.[0] ?? '';
  const { sign, isLast } = currencySignIn(language(), currency);
  return {
    before: `${amount < 0 ? '−' : ''}${isLast ? '' : sign}`,
    whole: written.slice(0, written.length - rest.length),
    rest,
    after: isLast ? sign : '',
  };
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
