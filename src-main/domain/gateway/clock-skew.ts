import { PACE } from '#domain/pace.ts';

/**
 * How far the gateway's clock is ahead of ours (ms, negative when behind) after a measurement, as far as it is worth
 * speaking of: null when it is small, and the known skew as long as the new one is about the same.
 */
export const skewAfter = (known: number | null, measured: number): number | null => {
  const { warnOver, changeOver } = PACE.clockSkew;
  if (Math.abs(measured) <= warnOver) return null;
  return known !== null && Math.abs(measured - known) <= changeOver ? known : measured;
};
