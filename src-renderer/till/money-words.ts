import { formatAmount, LOCALE } from '#contract';

/** '1,234.50' for hundredths. */
export const amountWords = (amount: number, currency: string): string =>
  formatAmount(amount, currency, LOCALE);

/** 'CNY 1,234.50' */
export const moneyWords = (money: { readonly amount: number; readonly currency: string }): string =>
  `${money.currency} ${amountWords(money.amount, money.currency)}`;
