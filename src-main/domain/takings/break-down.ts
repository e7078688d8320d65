/** Net sales of a range by day, hour and weekday. */
import type { Hundredths } from '#domain/money.ts';
import type { Calendar } from './calendar.ts';
import { weekdayOf } from './date-range.ts';
import type { Overview } from './overview.ts';

/** What was taken in a quarter hour, or in the hour that begins with it; see `Calendar.step`. */
export interface StepTaken {
  readonly quarter: number;
  readonly paid: Hundredths;
  readonly refunded: Hundredths;
}

/** A range, and what was taken in it in chronological order. */
export interface RangeTaken {
  readonly calendar: Calendar;
  readonly steps: readonly StepTaken[];
}

const nothing = (length: number): number[] => Array.from({ length }, () => 0);

/** Net by day, by hour of the day, and by hour of each weekday. */
const netsOf = ({ calendar, steps }: RangeTaken) => {
  const days = nothing(calendar.dates.length);
  const hours = nothing(24);
  const weekdays = Array.from({ length: 7 }, () => nothing(24));
  const busy = new Set<number>();
  const weekdayOfDay = calendar.dates.map(weekdayOf);
  const placeOf = calendar.places();
  for (const { quarter, paid, refunded } of steps) {
    const { day, hour } = placeOf(quarter);
    const net = paid - refunded;
    days[day] = (days[day] ?? 0) + net;
    hours[hour] = (hours[hour] ?? 0) + net;
    const weekday = weekdays[weekdayOfDay[day] ?? 0];
    if (weekday) weekday[hour] = (weekday[hour] ?? 0) + net;
    busy.add(hour);
  }
  return { days, hours, weekdays, busy };
};

/** `hours`: all hours of a business day, in its order. */
export const breakDown = (
  now: RangeTaken,
  earlier: RangeTaken,
  hours: readonly number[],
): Pick<Overview, 'days' | 'hours' | 'weekdays'> => {
  const [nets, before] = [netsOf(now), netsOf(earlier)];
  const isBusy = (hour: number): boolean => nets.busy.has(hour) || before.busy.has(hour);
  const shown = hours.slice(Math.max(0, hours.findIndex(isBusy)), hours.findLastIndex(isBusy) + 1);
  return {
    days: now.calendar.dates.map((date, day) => ({
      date,
      net: nets.days[day] ?? 0,
      before: before.days[day] ?? 0,
    })),
    hours: shown.map((hour) => ({ hour, net: nets.hours[hour] ?? 0, before: before.hours[hour] ?? 0 })),
    weekdays: nets.weekdays.map((byHour) => ({
      net: byHour.reduce((sum, net) => sum + net, 0),
      hours: byHour,
    })),
  };
};
