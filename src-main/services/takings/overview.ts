/** Reads what was taken in a range of business days, and on the same weekdays before. */
import type { Hundredths } from '#domain/money.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { breakDown } from '#domain/takings/break-down.ts';
import type { Calendar } from '#domain/takings/calendar.ts';
import { calendarOf, hoursInOrder } from '#domain/takings/calendar.ts';
import type { DateRange } from '#domain/takings/date-range.ts';
import { lengthOf, rangeBefore } from '#domain/takings/date-range.ts';
import { shiftDay } from '#domain/time-zone.ts';
import type { Overview } from '#domain/takings/overview.ts';
import { quarterBegins, quarterOf } from '#domain/takings/quarter-hour.ts';
import { typicalWait } from '#domain/takings/wait.ts';
import type { Takings, TakingsJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';

export interface OverviewPorts {
  readonly journal: TakingsJournal;
  readonly days: BusinessDays;
  readonly clock: Clock;
  /** The till's currency. */
  readonly currency: string;
}

const netOf = ({ paid, refunded }: Pick<Takings, 'paid' | 'refunded'>): Hundredths => paid - refunded;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** When the earlier range had got as far as this one has at `now`; its end if this one is over. */
const sameTimeBefore = (days: BusinessDays, range: DateRange, before: DateRange, now: number): number => {
  const today = days.dateOf(now);
  if (today > range.to) return days.rangeOf(before.to).to;
  const gone = Math.max(0, lengthOf({ from: range.from, to: today }) - 1);
  return days.sameTimeOn(shiftDay(before.from, gone), now);
};

const netUntil = (
  { journal, currency }: OverviewPorts,
  [from, to]: Calendar['quarters'],
  until: number,
): Hundredths => {
  const last = Math.min(quarterOf(until), to);
  const byCashier = journal.takingsByCashier(from, last).filter((sums) => sums.currency === currency);
  const whole = sum(byCashier.map(netOf));
  const isSplit = quarterBegins(last) < until && last < to;
  return isSplit ? whole + netOf(journal.takingsWithin(quarterBegins(last), until, currency)) : whole;
};

const runningHour = ({ days, clock }: OverviewPorts, range: DateRange): Overview['now'] => {
  const now = clock.now();
  const date = days.dateOf(now);
  return date >= range.from && date <= range.to ? { date, hour: days.hourOf(now) } : null;
};

const otherNets = (
  byCashier: ReturnType<TakingsJournal['takingsByCashier']>,
  currency: string,
): Overview['otherNets'] => {
  const nets = new Map<string, Hundredths>();
  for (const sums of byCashier) nets.set(sums.currency, (nets.get(sums.currency) ?? 0) + netOf(sums));
  nets.delete(currency);
  return [...nets].map(([other, amount]) => ({ amount, currency: other }));
};

const takenIn = ({ journal, days, currency }: OverviewPorts, range: DateRange) => {
  const calendar = calendarOf(days, range);
  return { calendar, steps: journal.takings(...calendar.quarters, currency, calendar.step) };
};

export const readOverview = (ports: OverviewPorts, range: DateRange): Overview => {
  const { journal, days, clock, currency } = ports;
  const before = rangeBefore(range);
  const [now, earlier] = [takenIn(ports, range), takenIn(ports, before)];
  const [from, to] = now.calendar.quarters;
  const byCashier = journal.takingsByCashier(from, to);
  const own = byCashier.filter((sums) => sums.currency === currency);
  const total = (of: keyof Takings): number => sum(own.map((sums) => sums[of]));
  const { waits, ...ends } = journal.chargeEnds(from, to);
  return {
    ...range,
    beforeFrom: before.from,
    currency,
    net: total('paid') - total('refunded'),
    paidCount: total('paidCount'),
    paid: total('paid'),
    refundedCount: total('refundedCount'),
    refunded: total('refunded'),
    otherNets: otherNets(byCashier, currency),
    beforeNet: netUntil(ports, earlier.calendar.quarters, sameTimeBefore(days, range, before, clock.now())),
    ...breakDown(now, earlier, hoursInOrder(days)),
    cashiers: own.map((sums) => ({
      name: sums.cashier?.name ?? null,
      count: sums.paidCount,
      net: netOf(sums),
    })),
    ends,
    waits,
    typicalWait: typicalWait(waits),
    now: runningHour(ports, range),
    isWhole: journal.isAddedUp(),
  };
};
