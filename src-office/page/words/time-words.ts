/** Times in this browser's time zone, or in a till's: those of its payments, as its receipts have them. Business dates unchanged. */
import { minutesAndSeconds } from '#domain/minutes-and-seconds.ts';
import { noonOf } from './calendar.ts';
import { inZone, isSameDay } from './in-zone.ts';
import { language } from './text.svelte.ts';

/** English as most of the world writes its dates: 'Mon 30 Nov 2026', not 'Nov 30'. */
const locale = (): string => (language() === 'en' ? 'en-GB' : language());

/** '–' for a time that does not exist: a row may have any, and Intl's RangeError would blank the whole page. */
const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
  Number.isNaN(new Date(at).getTime())
    ? '–'
    : new Intl.DateTimeFormat(locale(), { hourCycle: 'h23', ...options }).format(at);

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
export const leftWords = (ms: number): string => minutesAndSeconds(Math.max(0, Math.floor(ms / 1000)));

/** The date in this browser's time zone: '2026-11-30'. */
export const dateAt = (at: number): string => {
  const day = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};
