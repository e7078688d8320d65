import { LOCALE } from '#contract';

const clockFormat = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const exactFormat = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const dayExactFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const fullFormat = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

type DayPart = 'weekday' | 'day' | 'month' | 'year';

const joined = (all: readonly Intl.DateTimeFormatPart[], ...wanted: readonly DayPart[]): string => {
  const parts = new Map(all.map(({ type, value }) => [type, value]));
  return wanted.map((type) => parts.get(type) ?? '').join(' ');
};

/** '23 Nov 2026' for epoch ms. */
export const calendarDay = (at: number): string =>
  joined(fullFormat.formatToParts(at), 'day', 'month', 'year');

/** 'Mon 23 Nov 2026, 14:03' for epoch ms. */
export const fullTime = (at: number): string =>
  `${joined(fullFormat.formatToParts(at), 'weekday', 'day', 'month', 'year')}, ${clockTime(at)}`;

const dateFormat = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** 'Mon 23 Nov 2026' for a business date, '2026-11-23'. */
export const dateWords = (date: string): string =>
  joined(dateFormat.formatToParts(Date.parse(date)), 'weekday', 'day', 'month', 'year');

/** '23 Nov, 14:03:27' for epoch ms. */
export const dayAndTime = (at: number): string => dayExactFormat.format(at);

/** '14:03' for epoch ms. */
export const clockTime = (at: number): string => clockFormat.format(at);

/** '14:03:27' for epoch ms. */
export const exactTime = (at: number): string => exactFormat.format(at);

/** '0:42' for a span of ms; never below zero. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
