import type { Hundredths, Money } from '#domain/money.ts';
import { formatAmount, formatMoney, toDecimal } from '#domain/money.ts';
import { language, perLanguage } from './language.ts';

/** '1,234.50' for 123450. */
export const amountWords = (amount: Hundredths, currency: string): string =>
  formatAmount(amount, currency, language());

/** 'CNY 1,234.50', or 'CNY −4.00' for a sum below zero. */
export const moneyWords = (money: Money): string => formatMoney(money, language());

const decimalSigns = perLanguage(
  (name) =>
    new Intl.NumberFormat(name).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
);

/** What stands before the decimals: a point or a comma. */
export const decimalSign = (): string => decimalSigns();

/** '1234.50' for 123450, as a person would type it: without grouping. */
export const typedAmount = (amount: Hundredths, currency: string): string =>
  toDecimal(amount, currency).replace('.', decimalSign());

/** '¥' for CNY; the currency's code where it has no short sign. */
export const currencySign = (currency: string): string => {
  if (!/^[A-Z]{3}$/.test(currency)) return currency;
  return (
    new Intl.NumberFormat(language(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(0)
      .find(({ type }) => type === 'currency')?.value ?? currency
  );
};
