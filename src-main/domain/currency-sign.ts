import type { Money } from './money.ts';
import { formatAmount, formatMoney } from './money.ts';

/** How the people of a language mark an amount of a currency. */
export interface CurrencySign {
  /** '¥' for CNY; the currency's code if it has no sign or is no currency. */
  readonly sign: string;
  /** Whether it follows the amount, as in German: '12,50 ¥'. */
  readonly isLast: boolean;
}

const CODE = /^[A-Z]{3}$/;

/** A code stands before the amount in every language, as on paper. */
export const currencySignIn = (
  locale: string,
  currency: string,
  currencyDisplay: 'symbol' | 'narrowSymbol' = 'narrowSymbol',
): CurrencySign => {
  if (!CODE.test(currency)) return { sign: currency, isLast: false };
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(
    0,
  );
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  return { sign, isLast: sign !== currency && parts.at(-1)?.type === 'currency' };
};

/** '¥12.50', '12,50 ¥' or 'CHF 12.50'; the space never breaks. */
export const withSign = (digits: string, { sign, isLast }: CurrencySign): string => {
  if (isLast) return `${digits}\u00A0${sign}`;
  return CODE.test(sign) ? `${sign} ${digits}` : `${sign}${digits}`;
};

/** '¥1,234.50', '−¥4.00' or '4,00 ¥' as people of `locale` write it; 'CHF 1,234.50' for a currency without a sign. */
export const formatWithSign = (money: Money, locale: string): string => {
  const { amount, currency } = money;
  const sign = currencySignIn(locale, currency);
  if (sign.sign === currency) return formatMoney(money, locale);
  return `${amount < 0 ? '−' : ''}${withSign(formatAmount(Math.abs(amount), currency, locale), sign)}`;
};
