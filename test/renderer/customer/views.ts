import type { CustomerView } from '#contract';

/** As long as a gateway's links (88 characters). */
export const LINK =
  'https://pay.example/checkout?order=T1-20261105-000012-QK3M9Z7A&token=Zm9vYmFyYmF6cXV4aWx';

/** The states in which an amount is shown, in the order of a sale. */
export const SALE_STATES = [
  'sending',
  'open',
  'cancelling',
  'confirming',
  'paid',
  'cancelled',
  'failed',
  'expired',
  'unknown',
] as const;

/** A view as main would send it; a test names only what matters to it. */
export const customer = (given: Partial<CustomerView> = {}): CustomerView => {
  const state = given.state ?? 'idle';
  return {
    state,
    storeName: 'Garden Café',
    training: false,
    amount: 1250,
    currency: 'CNY',
    rest: 'welcome',
    code: state === 'open' ? { payload: LINK, whole: 300_000, left: 300_000 } : null,
    page: false,
    nothingTaken: false,
    ...given,
  };
};
