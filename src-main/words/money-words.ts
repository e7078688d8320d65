import type { CurrencySign } from '#domain/currency-sign.ts';
import { currencySignIn, formatWithSign } from '#domain/currency-sign.ts';
import type { Hundredths, Money } from '#domain/money.ts';
import { formatAmount, formatMoney, toDecimal } from '#domain/money.ts';
import { language, perLanguage } from './language.ts';

/** '1,234.50' for 123450. */
export const amountWords = (amount: Hundredths, currency: string): string =>
  formatAmount(amount, currency, language());

const decimalSigns = perLanguage(
  (name) =>
    new Intl.NumberFormat(name).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
);

/** The decimal separator: a point or a comma. */
export const decimalSign = (): string => decimalSigns();

/** '1234.50' for 123450, as a person would type it: without grouping. */
export const typedAmount = (amount: Hundredths, currency: string): string =>
  toDecimal(amount, currency).replace('.', decimalSign());

/** How this language marks amounts of a currency. */
export const currencySign = (currency: string): CurrencySign => currencySignIn(language(), currency);

/** How many letters an amount has with its sign, or with its code, for the size that it is shown in. */
export const moneyLetters = ({ amount, currency }: Money, coded = false): number =>
  amountWords(Math.abs(amount), currency).length + (coded ? currency : currencySign(currency).sign).length;

/** 'CNY 1,234.50', as on paper, where the sign alone would be ambiguous: ¥ is yuan and yen. */
export const codedMoney = (money: Money): string => formatMoney(money, language());

/** '¥1,234.50', '−¥4.00', '4,00 ¥' or 'CHF 1,234.50', as on screens; with its code next to money in another currency. */
export const moneyWords = (money: Money, beside: string = money.currency): string =>
  beside === money.currency ? formatWithSign(money, language()) : codedMoney(money);

/** Sums side by side: with their codes unless all are in one currency. */
export const sumsWords = (sums: readonly Money[], between = ' · '): string => {
  const isOne = new Set(sums.map(({ currency }) => currency)).size < 2;
  return sums.map((sum) => (isOne ? moneyWords(sum) : codedMoney(sum))).join(between);
};
