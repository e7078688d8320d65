import { formatAmount, LOCALE } from '#contract';

/** '1,234.50' for hundredths. */
export const amountWords = (amount: number, currency: string): string =>
  formatAmount(amount, currency, LOCALE);

/** A payment's short name: the shop's own number, else the end of the reference. */
export const shortName = (payment: { readonly orderReference: string; readonly reference: string }): string =>
  payment.orderReference || payment.reference.slice(-8);
