import { CLOCK_MARGIN_MS } from './whose-payment.ts';

/** No counter makes more payments, or refunds, than one in this time. */
const FASTEST_MS = 10_000;

/**
 * How many running numbers another computer may have given at most between two times (epoch ms) that two clocks show. Where
 * nothing says how far it came, so many are left to what it made.
 */
export const mostNumbersBetween = (from: number, to: number): number =>
  Math.ceil((Math.max(0, to - from) + CLOCK_MARGIN_MS) / FASTEST_MS);
