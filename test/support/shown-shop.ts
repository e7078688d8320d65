import type { CustomerView } from '#contract';

/** What the customer's window shows of a shop whatever the payment. */
export const shownShop = {
  storeName: 'Garden Café',
  environment: 'live',
  currency: 'CNY',
  rest: 'welcome',
  usualLanguage: 'en',
  chosenLanguage: null,
  line: '',
  display: { inches: null, distance: null },
} as const satisfies Partial<CustomerView>;

/** The ages of a payment that has just begun. */
export const justBegun = { whole: 0, ofState: 0 } as const;

export const noReceipt = (): null => null;
