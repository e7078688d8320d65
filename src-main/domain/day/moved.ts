/** The money that moved in some rows, with what the gateway has corrected of what was settled by hand. */
import type { Hundredths } from '#domain/money.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { sumIn } from '#domain/totals.ts';
import type { Report } from './report.ts';

type Moved = Pick<Report, 'payments' | 'refunds' | 'byHand'>;

/** Every total that the net depends on. */
export const totalsMoved = ({ payments, refunds, byHand }: Moved): readonly (ByCurrency | undefined)[] => [
  payments.paid,
  refunds.refunded,
  byHand?.corrected['not-paid'],
  byHand?.corrected['not-refunded'],
];

/** Paid, less what was counted as paid by hand and is not. */
export const paidIn = ({ payments, byHand }: Moved, currency: string): Hundredths =>
  sumIn(payments.paid, currency) - sumIn(byHand?.corrected['not-paid'], currency);

/** Refunded, less what was counted as refunded by hand and is not. */
export const refundedIn = ({ refunds, byHand }: Moved, currency: string): Hundredths =>
  sumIn(refunds.refunded, currency) - sumIn(byHand?.corrected['not-refunded'], currency);
