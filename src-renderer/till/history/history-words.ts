import type { HistoryDayView, HistoryRowView, PaymentView, RefundView } from '#contract';
import { shortName, sumsWords, text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Tone } from '../../parts/signal/tone.ts';
import { TONES } from '../payment/field-tone.ts';
import { adviceFor, lookOf } from '../payment/payment-look.ts';
import { refundLook } from '../refund/refund-look.ts';
import { refundedAdvice } from '../refund/refunded-advice.ts';
import { dateWords } from '../time-words.ts';

export interface RowWords {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: string;
  /** A sentence about what the state means. */
  readonly advice: string;
  readonly name: string;
  /** Negative for money that goes back. */
  readonly amount: number;
  readonly currency: string;
  readonly startedAt: number;
  readonly reference: string;
  readonly state: string;
}

/** For a payment that ended normally, the only open question is whether the money is still there. */
const adviceOf = (payment: PaymentView): string => {
  const { state, problem, byHand } = payment;
  if (state !== 'paid') return byHand ? adviceFor(payment) : lookOf(payment).advice;
  return problem ? adviceFor(payment) : (refundedAdvice(payment) ?? text('history.paid'));
};

const paymentWords = (payment: PaymentView): RowWords => {
  const { look, icon, word } = lookOf(payment);
  const { amount, currency } = payment.amountMismatch ?? payment;
  const { startedAt, reference, state, late, byHand } = payment;
  const also = [...(late ? [text('today.late')] : []), ...(byHand ? [text('today.by-hand')] : [])];
  const name = [shortName(payment), ...also].join(' · ');
  const tone = TONES[look];
  return { tone, icon, word, advice: adviceOf(payment), name, amount, currency, startedAt, reference, state };
};

/** Green means that money came in; a refund is simply done. */
const refundWords = (refund: RefundView, payment: PaymentView | null): RowWords => {
  const { amount, currency, startedAt, reference, state } = refund;
  const { look, icon, word, advice } = refundLook(refund);
  const shown =
    state === 'refunded' ? ({ tone: 'ink', icon: 'refund' } as const) : { tone: TONES[look], icon };
  const name = payment ? shortName(payment) : reference.slice(-8);
  return { ...shown, word, advice, name, amount: -amount, currency, startedAt, reference, state };
};

export const rowWords = (row: HistoryRowView): RowWords =>
  row.kind === 'refund' ? refundWords(row.refund, row.payment) : paymentWords(row.payment);

export const dayName = (date: string, today: string): string =>
  date === today ? text('history.today') : dateWords(date);

const COUNTED = ['paid', 'not-paid', 'unresolved', 'refunded', 'not-refunded'] as const;

/** Payments and refunds that are in the day's sum, each beside those that are not. */
export const countsOf = ({ counts }: HistoryDayView): string =>
  COUNTED.filter((outcome) => counts[outcome] > 0)
    .map((outcome) => text(`history.count.${outcome}`, { count: counts[outcome] }))
    .join(' · ');

/** '' for people who may not see totals. */
export const netOf = ({ net }: HistoryDayView): string => sumsWords(net ?? [], ' + ');
