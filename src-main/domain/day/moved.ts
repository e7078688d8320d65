/** The money that moved in some rows, including the gateway's corrections of what was settled by hand. */
import type { Hundredths } from '#domain/money.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { sumIn } from '#domain/totals.ts';
import type { Report } from './report.ts';

type Moved = Pick<Report, 'payments' | 'refunds' | 'byHand'>;

/** All totals that the net depends on. */
export const totalsMoved = ({ payments, refunds, byHand }: Moved): readonly (ByCurrency | undefined)[] => [
  payments.paid,
  refunds.refunded,
  byHand?.corrected['not-paid'],
  byHand?.corrected['not-refunded'],
];

/** Paid, less what was settled by hand as paid and corrected as not paid. */
export const paidIn = ({ payments, byHand }: Moved, currency: string): Hundredths =>
  sumIn(payments.paid, currency) - sumIn(byHand?.corrected['not-paid'], currency);

/** Refunded, less what was settled by hand as refunded and corrected as not refunded. */
export const refundedIn = ({ refunds, byHand }: Moved, currency: string): Hundredths =>
  sumIn(refunds.refunded, currency) - sumIn(byHand?.corrected['not-refunded'], currency);
