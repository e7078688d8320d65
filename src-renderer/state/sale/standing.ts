import type { PaymentView } from '#contract';

/** How a payment stands for the cashier: may it be left behind, and does anything still happen. */
export type Standing = 'none' | 'running' | 'in-doubt' | 'ended';

/** Paid, but late or not what was asked for: nothing to be glad about before somebody has looked into it. */
export const isLateOrMismatched = (payment: PaymentView): boolean =>
  payment.late || payment.amountMismatch !== null;

export const standingOf = (payment: PaymentView | null): Standing => {
  switch (payment?.state) {
    case undefined:
      return 'none';
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
      return 'ended';
    case 'unknown':
      return 'in-doubt';
    case 'sending':
    case 'open':
    case 'pending':
      return ['accepted', 'refused'].includes(payment.cancelling) ? 'in-doubt' : 'running';
  }
};
