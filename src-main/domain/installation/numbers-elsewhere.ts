import { CLOCK_MARGIN_MS } from './payment-ownership.ts';

/** No till makes more than one payment, or refund, in this time. */
const FASTEST_MS = 10_000;

/**
 * The most running numbers that another computer can have used between two times (epoch ms), each by its own clock. If
 * nothing says how many it did use, the till skips this many.
 */
export const mostNumbersBetween = (from: number, to: number): number =>
  Math.ceil((Math.max(0, to - from) + CLOCK_MARGIN_MS) / FASTEST_MS);
