import type { Clock } from './ports.ts';

/**
 * A clock that starts at the system's time and then counts by itself (epoch ms). Setting the system's clock does not
 * shorten or lengthen its waits, and its events stay in order.
 */
export const ownTime = (clock: Clock): (() => number) => {
  const offset = clock.now() - clock.steady();
  return () => Math.round(clock.steady() + offset);
};
