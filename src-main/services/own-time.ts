import type { Clock } from './ports.ts';

/**
 * A clock that starts at the system's time and then counts by itself (epoch ms). Setting the system's clock does not
 * shorten or lengthen its waits, and its events stay in order. `isWrong` says of a time that it cannot be; then the
 * system's is taken anew, which somebody may have corrected.
 */
export const ownTime = (clock: Clock, isWrong?: (now: number) => boolean): (() => number) => {
  let offset = clock.now() - clock.steady();
  return () => {
    if (isWrong?.(clock.steady() + offset)) offset = clock.now() - clock.steady();
    return Math.round(clock.steady() + offset);
  };
};
