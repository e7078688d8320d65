/** The same weekday a week before, up to the same time of day. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { shiftDay, timeZone } from '#domain/time-zone.ts';

export interface Compared {
  readonly date: string;
  readonly before: string;
  /** The hour of the clock in which business days begin. */
  readonly opening: number;
  /** The instant of `before` at which its clock showed what it shows now; epoch ms. */
  readonly cut: number;
  /** Hours of `before` that were over at `cut`; their hourly sums suffice. */
  readonly over: readonly number[];
  /** Hours only partly over at `cut`: their rows must be read one by one. */
  readonly partly: readonly number[];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * When the clock showed on the day `before` what it shows at `now`, on the same side of midnight. Not as long after the
 * day began as now: on the day of a change of the clocks, and a week after it, that is another hour, and late in the
 * evening not even the same day.
 */
const sameClock = (days: BusinessDays, before: string, now: number): number => {
  const zone = timeZone(days.rule.timeZone);
  const [day = '', rest = ''] = zone.iso(now).split('T');
  const time = rest.replace(/(?:Z|[+-]\d\d:\d\d)$/, '');
  const isPastMidnight = day !== days.dateOf(now);
  const at = zone.reach(shiftDay(before, isPastMidnight ? 1 : 0), time);
  const { from, to } = days.rangeOf(before);
  return Math.min(Math.max(at, from), to - 1);
};

export const comparedWith = (days: BusinessDays, now: number): Compared => {
  const date = days.dateOf(now);
  const before = shiftDay(date, -7);
  const cut = sameClock(days, before, now);
  const [opening = 0, minutes = 0] = days.rule.cutOff.split(':').map(Number);
  const orderOf = (hour: number): number => (hour - opening + 24) % 24;
  const current = days.hourOf(cut);
  // A day that begins in the middle of an hour also ends in it.
  const partly = [...new Set(minutes === 0 ? [current] : [current, opening])];
  const over = HOURS.filter((hour) => orderOf(hour) < orderOf(current) && !partly.includes(hour));
  return { date, before, opening, cut, over, partly };
};
