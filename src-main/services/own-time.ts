import type { Clock } from './ports.ts';

/**
 * A time line that begins at what the system's clock says now and then keeps its own count (epoch ms). Setting that
 * clock cannot put an end to what lives by it, nor keep it alive for ever, nor turn its events round.
 */
export const ownTime = (clock: Clock): (() => number) => {
  const offset = clock.now() - clock.steady();
  return () => Math.round(clock.steady() + offset);
};
