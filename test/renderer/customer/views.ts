import type { CustomerView } from '#contract';
import { shownShop } from '../../support/shown-shop.ts';

/** As long as a gateway's links (88 characters). */
export const LINK =
  'https://pay.example/checkout?order=T1-20261105-000012-QK3M9Z7A&token=Zm9vYmFyYmF6cXV4aWx';

/** A receipt to take away, as long as they get. */
export const RECEIPT = [
  'TRAINING - no real money moves',
  'Garden Café',
  'PAID CNY 12.50',
  '2026-11-05 12:00:02 +08:00',
  'Reference T1-20261105-000012-QK3M9Z7A',
  'Alipay 支付宝 2026110522001412341234567890',
].join('\n');

/** The states in which an amount is shown, in the order of a sale. */
export const SALE_STATES = [
  'sending',
  'open',
  'confirming',
  'paid',
  'cancelling',
  'cancelled',
  'failed',
  'expired',
  'unknown',
] as const;

/** The `data-state` of a state; those of version 0.1 are all that programs outside know. */
export const stated = (state: CustomerView['state']): string =>
  state === 'cancelling' ? 'confirming' : state;

/** A view as main would send it; a test names only what matters to it. */
export const customer = (given: Partial<CustomerView> = {}): CustomerView => {
  const state = given.state ?? 'idle';
  return {
    ...shownShop,
    state,
    amount: 1250,
    code: state === 'open' ? { payload: LINK, whole: 300_000, left: 300_000 } : null,
    page: false,
    nothingTaken: false,
    receipt: null,
    paidAgo: 0,
    ...given,
  };
};
