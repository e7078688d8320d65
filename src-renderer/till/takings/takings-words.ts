/** Puts takings into words. */
import type { Hundredths, OverviewView } from '#contract';
import { moneyWords, perLanguage, text } from '#contract';
import type { Bar } from '../../parts/plot/bar.ts';
import { dateWords } from '../time-words.ts';

const weekdayFormat = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }),
);
const weekdayLong = (date: string): string => weekdayFormat().format(Date.parse(date));
const weekdayShort = (date: string): string => dateWords(date, ['weekday']);
const monthShort = (date: string): string => dateWords(date, ['month']);
const dayNumber = (date: string): string => dateWords(date, ['day']);
const year = (date: string): string => dateWords(date, ['year']);

/** Any Monday. */
const MONDAY = '2024-01-01';

/** 'Mon' for 0 … 'Sun' for 6. */
export const weekdayName = (weekday: number): string =>
  weekdayShort(MONDAY.replace('01-01', `01-0${String(weekday + 1)}`));

/** '09' for 9. */
export const hourWords = (hour: number): string => String(hour).padStart(2, '0');

const isOneDay = ({ from, to }: OverviewView): boolean => from === to;

/** 'Sat 28 Nov 2026' or '23 Nov – 29 Nov 2026'. */
export const rangeWords = (view: OverviewView): string => {
  const { from, to } = view;
  if (isOneDay(view)) return dateWords(from);
  const isOneYear = year(from) === year(to);
  const start = dateWords(from, isOneYear ? ['day', 'month'] : ['day', 'month', 'year']);
  return `${start} – ${dateWords(to, ['day', 'month', 'year'])}`;
};

/** The average per payment; null if nothing was paid. */
export const average = ({ paid, paidCount }: OverviewView): Hundredths | null =>
  paidCount > 0 ? Math.round(paid / paidCount) : null;

const changes = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero' }),
);

/** '+12%' compared with an earlier range, which took something. */
export const changeWords = ({ net, beforeNet }: OverviewView): string =>
  changes()
    .format((net - beforeNet) / beforeNet)
    .replace('-', '−');

/** 'last Saturday ¥3,914.00 by now' */
export const beforeWords = (view: OverviewView): string => {
  const amount = moneyWords({ amount: view.beforeNet, currency: view.currency });
  const isOver = view.now === null;
  if (isOneDay(view)) {
    const weekday = weekdayLong(view.beforeFrom);
    return text(isOver ? 'takings.before.day' : 'takings.before.day.now', { weekday, amount });
  }
  return text(isOver ? 'takings.before.range' : 'takings.before.range.now', { amount });
};

const timeOf = (isNow: boolean, isAhead: boolean): Bar['time'] =>
  isNow ? 'now' : isAhead ? 'ahead' : 'past';

const hourBars = ({ hours, now }: OverviewView): readonly Bar[] => {
  const current = hours.findIndex(({ hour }) => hour === now?.hour);
  return hours.map(({ hour, net, before }, index) => ({
    label: hourWords(hour),
    value: net,
    before,
    time: timeOf(index === current, current >= 0 && index > current),
  }));
};

/** More days than this are shown by month. */
const MAX_DAYS = 62;

interface Span {
  readonly label: string;
  readonly dates: readonly string[];
  readonly net: Hundredths;
  readonly before: Hundredths;
}

const monthsOf = ({ days }: OverviewView): readonly Span[] => {
  const months = new Map<string, Span>();
  for (const { date, net, before } of days) {
    const month = date.slice(0, 7);
    const known = months.get(month) ?? { label: monthShort(date), dates: [], net: 0, before: 0 };
    months.set(month, {
      ...known,
      dates: [...known.dates, date],
      net: known.net + net,
      before: known.before + before,
    });
  }
  return [...months.values()];
};

const daysOf = ({ days }: OverviewView): readonly Span[] =>
  days.map(({ date, net, before }) => ({
    label: days.length <= 7 ? weekdayShort(date) : `${dayNumber(date)}.`,
    dates: [date],
    net,
    before,
  }));

const spanBars = (view: OverviewView): readonly Bar[] => {
  const today = view.now?.date;
  return (view.days.length > MAX_DAYS ? monthsOf(view) : daysOf(view)).map(
    ({ label, dates, net, before }) => ({
      label,
      value: net,
      before,
      time: timeOf(
        today !== undefined && dates.includes(today),
        today !== undefined && (dates[0] ?? '') > today,
      ),
    }),
  );
};

/** By hour for one day, by day or month for more. */
export const bars = (view: OverviewView): readonly Bar[] =>
  isOneDay(view) ? hourBars(view) : spanBars(view);

/** Whether the strip below adds something: hours, for more than one day. */
export const showsBusiestHours = (view: OverviewView): boolean => !isOneDay(view) && view.hours.length > 0;
