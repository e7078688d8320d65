/** How much one address may ask of one process: as many at once as `most`, and as many again in a minute. */
import type { Outside } from '../../outside.ts';
import { placeOf } from '../../stations/tries.ts';

const MINUTE = 60_000;
/** Addresses remembered; beyond that those with all of theirs left are forgotten. */
const MOST_KNOWN = 10_000;

interface Left {
  readonly left: number;
  readonly at: number;
}

/** Whether this one may pass. */
export const rateLimit = (outside: Outside, most: number): ((address: string) => boolean) => {
  const known = new Map<string, Left>();
  const leftNow = ({ left, at }: Left, now: number): number =>
    Math.min(most, left + (Math.max(0, now - at) * most) / MINUTE);
  const forget = (now: number): void => {
    for (const [address, one] of known) if (leftNow(one, now) >= most) known.delete(address);
    if (known.size >= MOST_KNOWN) known.clear();
  };
  return (from) => {
    const address = placeOf(from);
    const now = outside.now();
    const before = known.get(address);
    const left = before ? leftNow(before, now) : most;
    if (left < 1) return false;
    if (!before && known.size >= MOST_KNOWN) forget(now);
    known.set(address, { left: left - 1, at: now });
    return true;
  };
};
