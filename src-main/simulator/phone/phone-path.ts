import type { PaymentRecord } from '#simulator/store/records.ts';

/** The page of a payment as phones reach it. */
export const phonePath = ({ token }: PaymentRecord): string => `/pay/${token}`;
