/** A till's business dates and hours, by its own cut-off and time zone. */
import type { TillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { businessDays, dayRuleOf, isCutOff } from '#domain/shop/business-day.ts';

const MIDNIGHT = '00:00';
/** How many rules are cached; a chain has few. Beyond this many the oldest is dropped: a till may name any rule. */
const MOST = 100;

const known = new Map<string, BusinessDays>();

/** `now` (epoch ms) is used if the named zone is unknown. */
export const calendarOf = (state: Pick<TillState, 'cutOff' | 'timeZone'>, now: number): BusinessDays => {
  const cutOff = isCutOff(state.cutOff) ? state.cutOff : MIDNIGHT;
  const name = `${cutOff} ${state.timeZone}`;
  const before = known.get(name);
  if (before) return before;
  const days = businessDays(dayRuleOf({ cutOff, timeZone: state.timeZone }, now));
  known.set(name, days);
  for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
  return days;
};
