import type { PaymentView } from '#contract';

/** What a payment needs from the cashier: 'unknown' while nobody can say whether money moved. */
export type PaymentPhase = 'none' | 'running' | 'unknown' | 'ended';

/** Paid, but late or in another amount: somebody must look at it before the goods are handed over. */
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
