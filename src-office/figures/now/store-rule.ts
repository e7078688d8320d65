/** Whose business-day rule and currency a store goes by. */
import { grouped } from '../grouped.ts';
import type { StationRow } from './station-rows.ts';

/** Tills heard this long before the last of them, ms, are there no more. */
const STILL_THERE = 24 * 3_600_000;

const heardOf = ({ heard_at }: StationRow): number => heard_at ?? -1;

/**
 * The till whose rule the store goes by: most of its tills have the same, so that one whose clock or settings are wrong
 * moves no other's money to another date. Of several rules that equally many have, the one of the oldest till.
 */
export const rulingTill = (tills: readonly StationRow[]): StationRow | undefined => {
  const last = Math.max(...tills.map(heardOf));
  const there = tills.filter((till) => till.revoked_at === null && heardOf(till) >= last - STILL_THERE);
  const rules = grouped(there.length > 0 ? there : tills, ({ cutOff, timeZone, currency }) =>
    [cutOff, timeZone, currency].join(' '),
  );
  return [...rules.values()]
    .map((some) => ({
      some,
      oldest: some.reduce((one, other) => (other.enrolled_at < one.enrolled_at ? other : one)),
    }))
    .toSorted(
      (one, other) =>
        other.some.length - one.some.length || one.oldest.enrolled_at - other.oldest.enrolled_at,
    )[0]?.oldest;
};
