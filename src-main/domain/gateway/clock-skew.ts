import { PACE } from '#domain/pace.ts';

/**
 * How far the gateway's clock is ahead of ours after a measurement (ms, negative when behind). Null when that is
 * negligible; unchanged when the new measurement is about the same.
 */
export const skewAfter = (known: number | null, measured: number): number | null => {
  const { warnOver, changeOver } = PACE.clockSkew;
  if (Math.abs(measured) <= warnOver) return null;
  return known !== null && Math.abs(measured - known) <= changeOver ? known : measured;
};
