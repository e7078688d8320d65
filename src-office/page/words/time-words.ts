/** Times in this browser's time zone, or in a till's: those of its payments, as its receipts have them. Business dates unchanged. */
import { language } from './text.svelte.ts';

/** English as most of the world writes its dates: 'Mon 30 Nov 2026', not 'Nov 30'. */
const locale = (): string => (language() === 'en' ? 'en-GB' : language());

/** '–' for a time that does not exist: a row may have any, and Intl's RangeError would blank the whole page. */
const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
  Number.isNaN(new Date(at).getTime())
    ? '–'
    : new Intl.DateTimeFormat(locale(), { hourCycle: 'h23', ...options }).format(at);

const dayAndTime = (at: number, timeZone?: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);

/** For a time in another zone, which is named where its clock shows another time than this browser's. */
const inZone = (at: number, timeZone: string | undefined): Intl.DateTimeFormatOptions => {
  try {
    return timeZone === undefined || dayAndTime(at, timeZone) === dayAndTime(at)
      ? {}
      : { timeZone, timeZoneName: 'short' };
  } catch {
    // A time that does not exist, or a zone that this browser does not know.
    return {};
  }
};

/** '14:32' */
export const timeWords = (at: number): string => format(at, { hour: '2-digit', minute: '2-digit' });

/** '14:32:07' */
export const secondWords = (at: number): string =>
  format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** 'Mon 30 Nov 2026, 14:32' */
export const stampWords = (at: number, timeZone?: string): string =>
  format(at, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...inZone(at, timeZone),
  });

const isSameDay = (one: number, other: number, { timeZone }: Intl.DateTimeFormatOptions = {}): boolean => {
  const [first, second] = [one, other].map((at) =>
    format(at, { dateStyle: 'short', hourCycle: undefined, timeZone }),
  );
  return first === second;
};

/** To the second, with its day unless that is the day of `startedAt`. */
export const eventTime = (at: number, startedAt: number, timeZone: string): string => {
  const zone = inZone(at, timeZone);
  return isSameDay(at, startedAt, zone)
    ? format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', ...zone })
    : stampWords(at, timeZone);
};

/** '14:32', with its day unless that is today's. */
export const sinceWords = (at: number, now: number, timeZone?: string): string => {
  const zone = inZone(at, timeZone);
  const day: Intl.DateTimeFormatOptions = isSameDay(at, now, zone)
    ? {}
    : { weekday: 'short', day: 'numeric', month: 'short' };
  return format(at, { ...day, hour: '2-digit', minute: '2-digit', ...zone });
};

/** A business date is not an instant: this is its noon in UTC, to format in UTC. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);

const dated = (date: string, options: Intl.DateTimeFormatOptions): string =>
  format(noonOf(date), { ...options, timeZone: 'UTC' });

/** 'Mon 30 Nov' */
export const dateWords = (date: string): string =>
  dated(date, { weekday: 'short', day: 'numeric', month: 'short' });

/** 'Mon 30 Nov 2026' */
export const fullDateWords = (date: string): string =>
  dated(date, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** 'Monday' */
export const weekdayWords = (date: string): string => dated(date, { weekday: 'long' });

/** '30' in a row of days. */
export const dayNumber = (date: string): string => dated(date, { day: 'numeric', month: 'numeric' });

/** '9:05', minutes and seconds left. */
export const leftWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The date `days` days ago in this browser's time zone: '2026-11-30'. */
export const dateAgo = (days: number, now: number): string => {
  const day = new Date(now);
  day.setDate(day.getDate() - days);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

const DAY_MS = 86_400_000;

/** How many days the second date is after the first. */
export const daysBetween = (first: string, second: string): number =>
  Math.round((noonOf(second) - noonOf(first)) / DAY_MS);

/** The date `days` after a date, '2026-12-01'; '' if it is no date, as while somebody types one. */
export const shiftDay = (date: string, days: number): string => {
  const at = new Date(noonOf(date) + days * DAY_MS);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
};
