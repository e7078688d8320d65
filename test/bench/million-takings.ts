/** How long main takes for the figure of today and for the overview of a year, over a million payments of two years. */
import { shiftDay } from '#domain/time-zone.ts';
import { readOverview } from '#services/takings/overview.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { head, line } from './kit/timing.ts';
import { days, overTwoYears, today } from './kit/two-years.ts';

overTwoYears((journal) => {
  const clock = new HandClock(days.rangeOf(today).from + 12 * 3_600_000);
  const ports = { journal, days, clock, currency: 'CNY' };
  const overview = (since: number) => () => readOverview(ports, { from: shiftDay(today, since), to: today });
  head();
  line('today', overview(0));
  line('overview of a week', overview(-6));
  line('overview of a month', overview(-29));
  line('overview of a year', overview(-364));
});
