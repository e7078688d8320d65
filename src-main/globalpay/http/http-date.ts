/** Epoch ms of an HTTP date; NaN for anything else, of which Date.parse alone would take almost any for one. */
export const momentOf = (text: string): number =>
  /^[A-Za-z]{3,9}, .* GMT$/.test(text) ? Date.parse(text) : NaN;

/** A date is cut to whole seconds; on average it says so much less than the time was. */
const HALF_A_SECOND = 500;

/**
 * How far the gateway's clock was ahead of ours, ms, by the Date header of an answer that came at `heardAt` (epoch ms)
 * after `tookMs`: it is taken to have been written half-way. Null without a date.
 */
export const clockSkew = (dateHeader: string | null, heardAt: number, tookMs: number): number | null => {
  const told = momentOf(dateHeader ?? '');
  return Number.isNaN(told) ? null : Math.round(told + HALF_A_SECOND - (heardAt - tookMs / 2));
};
