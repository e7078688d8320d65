/**
 * Payments that a manager settled because their outcome stayed unknown. The settlement counts until the gateway reports
 * an outcome, which then counts instead. If the two differ, that is a correction, and people are shown it.
 */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import { isSameMoney } from '#domain/money.ts';
import { PACE } from '#domain/pace.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';
import { isCorrected, judged, settledBy } from '#domain/story/by-hand.ts';
import type { Payment, PaymentEvent, SettledAs } from './payment.ts';
import { expiresAt, isFinal, reportedTaken } from './payment.ts';
import { factsOf, merged } from './payment-facts.ts';

type SettledPayment = Payment & { readonly byHand: ByHand<SettledAs> };

export const wasSettledByHand = (payment: Payment): payment is SettledPayment => payment.byHand !== undefined;

/**
 * Whether a person may settle it at `now` (epoch ms): its outcome is unknown, or the gateway has it and has not
 * reported an end long after the customer's code expired. One that is being sent waits for its answer.
 */
export const mayBeSettled = (payment: Payment, now: number): boolean => {
  if (isFinal(payment) || payment.state === 'sending') return false;
  return payment.state === 'unknown' || now >= expiresAt(payment) + PACE.settledByHandAfter.payment;
};

export const settle = (payment: Payment, settlement: Settlement<SettledAs>, at: number): Payment => {
  const facts = { ...factsOf(payment, at), byHand: settledBy(settlement, at) };
  return settlement.outcome === 'paid'
    ? { ...facts, state: 'paid', late: false, lateAccepted: false }
    : { ...facts, state: 'failed', failure: 'settled-by-hand', reasons: [] };
};

/** The gateway agrees: the payment keeps the end, and the time, that it was settled with. */
const confirmed = (payment: SettledPayment, reported: GatewayPayment): Payment => ({
  ...payment,
  gateway: merged(payment, reported),
  ...judged(payment.byHand, 'confirmed'),
});

const afterSuccess = (payment: SettledPayment, reported: GatewayPayment, at: number): Payment | undefined => {
  if (payment.state === 'paid') {
    if (reportedTaken(payment)) return undefined;
    if (isSameMoney(payment, reported)) return confirmed(payment, reported);
  }
  const facts = { ...factsOf(payment, at), gateway: merged(payment, reported) };
  const verdict = payment.state !== 'paid' && payment.byHand.outcome === 'paid' ? 'confirmed' : 'corrected';
  const late = payment.state !== 'paid';
  return { ...facts, ...judged(payment.byHand, verdict), state: 'paid', late, lateAccepted: false };
};

const afterNoSuccess = (
  payment: SettledPayment,
  reported: GatewayPayment,
  meaning: 'cancelled' | 'expired' | 'failed',
  at: number,
): Payment | undefined => {
  if (payment.byHand.verdict !== 'awaited') return undefined;
  if (payment.state !== 'paid') return confirmed(payment, reported);
  const gateway = merged(payment, reported);
  const facts = { ...factsOf(payment, at), gateway, ...judged(payment.byHand, 'corrected') };
  return meaning === 'failed'
    ? { ...facts, state: 'failed', failure: 'declined', reasons: reported.reasons }
    : { ...facts, state: meaning };
};

/** The payment after the gateway has reported it; undefined when that changes nothing. */
export const afterReport = (
  payment: SettledPayment,
  reported: GatewayPayment,
  at: number,
): Payment | undefined => {
  if (reported.reference !== payment.reference) return undefined;
  const meaning = meaningOf(reported.statusId);
  switch (meaning) {
    case 'paid':
      return afterSuccess(payment, reported, at);
    case 'cancelled':
    case 'expired':
    case 'failed':
      return afterNoSuccess(payment, reported, meaning, at);
    case 'open':
    case 'pending':
    case 'unknown':
      return undefined;
    default:
      return meaning satisfies never;
  }
};

const isCorrection = (payment: Payment, reported: GatewayPayment): boolean =>
  wasSettledByHand(payment) && isCorrected(payment.byHand, afterReport(payment, reported, payment.changedAt));

/** The event for what the gateway reports of a payment after it was created. */
export const reportOf = (
  payment: Payment,
  reported: GatewayPayment,
): PaymentEvent & { readonly type: 'observed' | 'corrected' } => ({
  type: isCorrection(payment, reported) ? 'corrected' : 'observed',
  payment: reported,
});
