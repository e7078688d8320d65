/** What X and Z reports count of payments and refunds, in display order. Free of zod, since windows import it. */

import { SETTLED_AS } from '#domain/payment/payment.ts';
import { REFUND_SETTLED_AS } from '#domain/refund/refund.ts';

export const PAYMENT_ENDS = ['paid', 'cancelled', 'expired', 'failed'] as const;
export type PaymentEnd = (typeof PAYMENT_ENDS)[number];

const REFUND_ENDS = ['refunded', 'failed'] as const;
export type RefundEnd = (typeof REFUND_ENDS)[number];

/** How payments and refunds can be settled by hand, and what the gateway may correct them to. */
export const BY_HAND_ENDS = [...SETTLED_AS, ...REFUND_SETTLED_AS] as const;
export type ByHandEnd = (typeof BY_HAND_ENDS)[number];

export const PAYMENT_COUNTS = ['started', ...PAYMENT_ENDS] as const;
export const REFUND_COUNTS = ['asked', ...REFUND_ENDS] as const;
