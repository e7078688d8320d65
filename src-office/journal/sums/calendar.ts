/** A till's business dates and hours, as it says itself when they begin. */
import type { TillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { businessDays, dayRuleOf, isCutOff } from '#domain/shop/business-day.ts';

const MIDNIGHT = '00:00';
/** Rules that are remembered; a chain has few. */
const MOST = 100;

const known = new Map<string, BusinessDays>();

/** `now` (epoch ms) decides where nobody knows the named zone. */
export const calendarOf = (state: Pick<TillState, 'cutOff' | 'timeZone'>, now: number): BusinessDays => {
  const cutOff = isCutOff(state.cutOff) ? state.cutOff : MIDNIGHT;
  const name = `${cutOff} ${state.timeZone}`;
  const days = known.get(name) ?? businessDays(dayRuleOf({ cutOff, timeZone: state.timeZone }, now));
  if (known.size >= MOST) known.clear();
  known.set(name, days);
  return days;
};
