import type { PaymentView } from '#contract';

/** What a payment needs from the cashier: 'unknown' while there is no proof whether money moved. */
export type PaymentPhase = 'none' | 'running' | 'unknown' | 'ended';

/** Paid, but late or in another amount: the cashier must look at it before handing over the goods. */
export const isLateOrMismatched = (payment: PaymentView): boolean =>
  payment.late || payment.amountMismatch !== null;

export const phaseOf = (payment: PaymentView | null): PaymentPhase => {
  switch (payment?.state) {
    case undefined:
      return 'none';
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
      return 'ended';
    case 'unknown':
      return 'unknown';
    case 'sending':
    case 'open':
    case 'pending':
      return ['accepted', 'refused'].includes(payment.cancelling) ? 'unknown' : 'running';
  }
};
