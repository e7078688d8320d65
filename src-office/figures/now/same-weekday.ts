/** The same weekday a week before, and where in it the same time of day was. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { shiftDay } from '#domain/time-zone.ts';

export interface Compared {
  readonly date: string;
  readonly before: string;
  /** As long after the beginning of `before` as it is now after the beginning of `date`; epoch ms. */
  readonly cut: number;
  /** Hours of `before` that were over at `cut`; sums of hours tell all of them. */
  readonly over: readonly number[];
  /** Hours of which only a part was over: their money is to be looked at one by one. */
  readonly partly: readonly number[];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export const comparedWith = (days: BusinessDays, now: number): Compared => {
  const date = days.dateOf(now);
  const before = shiftDay(date, -7);
  const cut = days.rangeOf(before).from + (now - days.rangeOf(date).from);
  const [opening = 0, minutes = 0] = days.rule.cutOff.split(':').map(Number);
  const orderOf = (hour: number): number => (hour - opening + 24) % 24;
  const current = days.hourOf(cut);
  // A day that begins within an hour also ends within it.
  const partly = [...new Set(minutes === 0 ? [current] : [current, opening])];
  const over = HOURS.filter((hour) => orderOf(hour) < orderOf(current) && !partly.includes(hour));
  return { date, before, cut, over, partly };
};
