import type { Clock } from './ports.ts';

/**
 * A clock that starts at the system's time and then counts by itself (epoch ms): setting the system's clock neither ends
 * nor prolongs what runs by this one, and its events stay in order.
 */
export const ownTime = (clock: Clock): (() => number) => {
  const offset = clock.now() - clock.steady();
  return () => Math.round(clock.steady() + offset);
};
