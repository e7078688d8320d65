/** The same weekday a week before, up to the same time of day. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { shiftDay } from '#domain/time-zone.ts';

export interface Compared {
  readonly date: string;
  readonly before: string;
  /** The hour of the clock in which business days begin. */
  readonly opening: number;
  /** The instant as far into `before` as now is into `date`; epoch ms. */
  readonly cut: number;
  /** Hours of `before` that were over at `cut`; their hourly sums suffice. */
  readonly over: readonly number[];
  /** Hours only partly over at `cut`: their rows must be read one by one. */
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
  // A day that begins in the middle of an hour also ends in it.
  const partly = [...new Set(minutes === 0 ? [current] : [current, opening])];
  const over = HOURS.filter((hour) => orderOf(hour) < orderOf(current) && !partly.includes(hour));
  return { date, before, opening, cut, over, partly };
};
