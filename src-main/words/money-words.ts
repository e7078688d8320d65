import { formatAmount, formatMoney } from '#domain/money.ts';
import { LOCALE } from './text.ts';

/** '1,234.50' for hundredths. */
export const amountWords = (amount: number, currency: string): string =>
  formatAmount(amount, currency, LOCALE);

/** 'CNY 1,234.50', or 'CNY −4.00' for a sum below zero. */
export const moneyWords = (money: { readonly amount: number; readonly currency: string }): string =>
  formatMoney(money, LOCALE);
