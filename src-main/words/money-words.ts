import { formatAmount } from '#domain/money.ts';
import { LOCALE } from './text.ts';

/** '1,234.50' for hundredths. */
export const amountWords = (amount: number, currency: string): string =>
  formatAmount(amount, currency, LOCALE);

/** 'CNY 1,234.50' */
export const moneyWords = (money: { readonly amount: number; readonly currency: string }): string =>
  `${money.currency} ${amountWords(money.amount, money.currency)}`;

/** 'CNY 1,234.50' for hundredths; a sum may be below zero. */
export const sumWords = (sum: number, currency: string): string =>
  `${currency} ${sum < 0 ? '−' : ''}${amountWords(Math.abs(sum), currency)}`;
