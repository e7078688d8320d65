/** A till's business dates and hours, by its own cut-off and time zone. */
import type { TillState } from '#domain/office/till-state.ts';
import { keepNewest } from '#domain/keep-newest.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { businessDays, dayRuleOf } from '#domain/shop/business-day.ts';

/** How many rules are cached; a chain has few. Beyond this many the oldest is dropped: a till may name any rule. */
const MAX_KNOWN = 100;

const known = new Map<string, BusinessDays>();

/** The same for all tills with the same rule. `now` (epoch ms) is used if the named zone is unknown. */
export const calendarOf = (
  { cutOff, timeZone }: Pick<TillState, 'cutOff' | 'timeZone'>,
  now: number,
): BusinessDays => {
  const name = `${cutOff} ${timeZone}`;
  const found = known.get(name);
  if (found) return found;
  const days = businessDays(dayRuleOf({ cutOff, timeZone }, now));
  keepNewest(known, MAX_KNOWN, name, days);
  return days;
};
