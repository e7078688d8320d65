import type { Hundredths, Money } from '#domain/money.ts';
import { formatAmount, formatMoney } from '#domain/money.ts';
import { LOCALE } from './text.ts';

/** '1,234.50' for 123450. */
export const amountWords = (amount: Hundredths, currency: string): string =>
  formatAmount(amount, currency, LOCALE);

/** 'CNY 1,234.50', or 'CNY −4.00' for a sum below zero. */
export const moneyWords = (money: Money): string => formatMoney(money, LOCALE);
