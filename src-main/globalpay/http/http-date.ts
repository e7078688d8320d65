/** Epoch ms of an HTTP date; NaN for anything else. Date.parse alone would accept almost any text. */
export const parseHttpDate = (text: string): number =>
  /^[A-Za-z]{3,9}, .* GMT$/.test(text) ? Date.parse(text) : NaN;

/** The header is truncated to whole seconds, so on average it is this far behind. */
const HALF_A_SECOND = 500;

/**
 * How far the gateway's clock was ahead of ours (ms), by the Date header of an answer that arrived at `answeredAt`
 * (epoch ms) after `tookMs`. Assumes that the header was written halfway through that time. Null without a date.
 */
export const clockSkew = (dateHeader: string | null, answeredAt: number, tookMs: number): number | null => {
  const gatewayTime = parseHttpDate(dateHeader ?? '');
  if (Number.isNaN(gatewayTime)) return null;
  return Math.round(gatewayTime + HALF_A_SECOND - (answeredAt - tookMs / 2));
};
