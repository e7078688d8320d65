/** Business days shared by all tills with the same cut-off and time zone. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { businessDays, dayRuleOf } from '#domain/shop/business-day.ts';

/** Makes one per rule: most shops of a chain have the same. */
export const daysByRule = (now: number): ((said: { cutOff: string; timeZone: string }) => BusinessDays) => {
  const known = new Map<string, BusinessDays>();
  return ({ cutOff, timeZone }) => {
    const name = `${cutOff} ${timeZone}`;
    const days = known.get(name) ?? businessDays(dayRuleOf({ cutOff, timeZone }, now));
    known.set(name, days);
    return days;
  };
};
