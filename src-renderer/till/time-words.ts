import { LOCALE } from '#contract';

const clockFormat = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
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

const partsOf = (at: number): ReadonlyMap<string, string> =>
  new Map(fullFormat.formatToParts(at).map(({ type, value }) => [type, value]));

const joined = (at: number, ...types: readonly ('weekday' | 'day' | 'month' | 'year')[]): string => {
  const parts = partsOf(at);
  return types.map((type) => parts.get(type) ?? '').join(' ');
};

/** '23 Nov 2026' for epoch ms. */
export const calendarDay = (at: number): string => joined(at, 'day', 'month', 'year');

/** 'Mon 23 Nov 2026, 14:03' for epoch ms. */
export const fullTime = (at: number): string =>
  `${joined(at, 'weekday', 'day', 'month', 'year')}, ${clockTime(at)}`;

/** '23 Nov, 14:03:27' for epoch ms. */
export const dayAndTime = (at: number): string => dayExactFormat.format(at);

/** '14:03' for epoch ms. */
export const clockTime = (at: number): string => clockFormat.format(at);

/** 'Nov 5, 14:03' for epoch ms. */
export const dayTime = (at: number): string => dayFormat.format(at);

/** '14:03:27' for epoch ms. */
export const exactTime = (at: number): string => exactFormat.format(at);

/** '0:42' for a span of ms; never below zero. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
