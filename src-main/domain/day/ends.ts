/** What X and Z reports count of payments and refunds, in display order. Free of zod, since windows import it. */

export const PAYMENT_ENDS = ['paid', 'cancelled', 'expired', 'failed'] as const;
export type PaymentEnd = (typeof PAYMENT_ENDS)[number];

export const REFUND_ENDS = ['refunded', 'failed'] as const;
export type RefundEnd = (typeof REFUND_ENDS)[number];

export const PAYMENT_COUNTS = ['started', ...PAYMENT_ENDS] as const;
export const REFUND_COUNTS = ['asked', ...REFUND_ENDS] as const;
