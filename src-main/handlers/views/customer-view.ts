/** What the customer display shows. */
import type { CustomerView } from '#contract/views.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf, codeOf, expiresAt, isFinal } from '#domain/payment/payment.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { PageStage } from '#services/hosted-page/page-desk.ts';
import { afterPage, isInsteadOfCode } from './payment-view.ts';

/**
 * What the customer sees of a payment that the gateway has and, as far as we know, nobody has scanned. Once a cancel is
 * refused, somebody may have scanned it: then they must not pay again.
 */
const openState = (payment: Payment): CustomerView['state'] => {
  switch (payment.cancelling) {
    case 'no':
      return 'open';
    case 'asked-by-cashier':
    case 'asked-by-deadline':
    case 'accepted':
      return 'cancelling';
    case 'refused':
      return 'confirming';
    default:
      return payment.cancelling satisfies never;
  }
};

const customerState = (payment: Payment): CustomerView['state'] => {
  switch (payment.state) {
    case 'pending':
      return 'confirming';
    case 'open':
      return openState(payment);
    case 'sending':
      // No code comes once a cancel was asked for.
      return payment.cancelling === 'no' ? 'sending' : 'cancelling';
    case 'unknown':
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
      return payment.state;
    default:
      return payment satisfies never;
  }
};

/** After returning from the gateway's page, the customer sees that page's outcome until the gateway has answered. */
const stateAfter = (payment: Payment, page: PageStage): CustomerView['state'] => {
  const state = customerState(payment);
  return page.at === 'returned' && (state === 'open' || state === 'confirming') ? page.picture : state;
};

/** The code and how long it lasts. `age`: the payment's age, ms. */
const customerCode = (payment: Payment, age: number): CustomerView['code'] => {
  const payload = codeOf(payment);
  const whole = expiresAt(payment) - payment.startedAt;
  return payload === null ? null : { payload, whole, left: Math.max(0, whole - age) };
};

/** What the customer's window shows regardless of the payment. */
type Shop = Omit<CustomerView, 'state' | 'amount' | 'code' | 'page' | 'nothingTaken' | 'receipt' | 'paidAgo'>;

/** How long ago, ms: the payment was started, and it reached its state. */
export interface PaymentAges {
  readonly whole: number;
  readonly ofState: number;
}

const IDLE = {
  state: 'idle',
  amount: 0,
  code: null,
  page: false,
  nothingTaken: false,
  receipt: null,
  paidAgo: 0,
} as const;

/** What the customer sees of the current payment; idle without one. */
export const customerView = (
  current: Payment | null,
  ages: PaymentAges,
  shop: Shop,
  receiptOf: (reference: string) => string | null,
  page: PageStage,
): CustomerView => {
  if (!current) return { ...shop, ...IDLE };
  const payment = afterPage(current, page);
  const isPaid = payment.state === 'paid';
  const { amount, currency } = moneyOf(payment);
  return {
    ...shop,
    state: stateAfter(payment, page),
    amount,
    currency,
    code: isInsteadOfCode(page) ? null : customerCode(payment, ages.whole),
    page: page.at === 'shown',
    nothingTaken: isFinal(payment) && !isPaid && !isAwaited(payment),
    receipt: isPaid ? receiptOf(payment.reference) : null,
    paidAgo: isPaid ? ages.ofState : 0,
  };
};
