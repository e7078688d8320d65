import type { CustomerView } from '#contract';

/** What the customer's window shows of a shop whatever the payment. */
export const shownShop = {
  storeName: 'Garden Café',
  training: false,
  bench: false,
  currency: 'CNY',
  rest: 'welcome',
  usualLanguage: 'en',
  chosenLanguage: null,
  line: '',
  display: { inches: null, distance: null },
} as const satisfies Partial<CustomerView>;

export const noReceipt = (): null => null;
