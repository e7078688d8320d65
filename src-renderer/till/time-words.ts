/** The only way the till writes dates and times: 'Thu 5 Nov 2026, 12:28', as each language writes them. */
import { perLanguage } from '#contract';

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const clockFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, TIME));
const exactFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, { ...TIME, second: '2-digit' }));

const DATE_PARTS = ['weekday', 'day', 'month', 'year'] as const;
type DatePart = (typeof DATE_PARTS)[number];

const PARTS = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;

type DateFormat = (at: number) => string;

/**
 * English dates that a shop in any country understands, without the commas and order of the United States.
 */
const englishDate =
  (format: Intl.DateTimeFormat, wanted: readonly DatePart[]): DateFormat =>
  (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return wanted.map((part) => parts.get(part) ?? '').join(' ');
  };

/** Throws RangeError for a zone that this computer does not know. */
const dateFormat = (tag: string, wanted: readonly DatePart[], timeZone?: string): DateFormat => {
  const chosen = Object.fromEntries(wanted.map((part) => [part, PARTS[part]]));
  const format = new Intl.DateTimeFormat(tag, { ...chosen, timeZone });
  return tag === 'en' ? englishDate(format, wanted) : (at) => format.format(at);
};

/** Whether this computer knows the zone or offset. */
export const isKnownZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/**
 * Writes epoch ms as 'Mon 23 Nov 2026, 18:03' in an IANA zone or offset; in UTC if the zone is unknown, in
 * this computer's zone if left out.
 */
export const stampsIn = (named?: string): DateFormat => {
  const timeZone = named === undefined || isKnownZone(named) ? named : 'UTC';
  const formats = perLanguage((tag) => ({
    date: dateFormat(tag, DATE_PARTS, timeZone),
    time: new Intl.DateTimeFormat(tag, { ...TIME, timeZone }),
  }));
  return (at) => `${formats().date(at)}, ${formats().time.format(at)}`;
};

/** 'Mon 23 Nov 2026, 14:03' for epoch ms. */
export const fullTime = stampsIn();

const here = perLanguage((tag) => dateFormat(tag, DATE_PARTS));

/** 'Mon 23 Nov 2026' for epoch ms. */
export const dayOf: DateFormat = (at) => here()(at);

/** 'Mon 23 Nov 2026, 14:03:27' for epoch ms. */
export const fullExactTime = (at: number): string => `${dayOf(at)}, ${exactTime(at)}`;

const utc = perLanguage((tag) => {
  const formats = new Map<string, DateFormat>();
  return (wanted: readonly DatePart[]): DateFormat => {
    const known = formats.get(wanted.join());
    if (known) return known;
    const made = dateFormat(tag, wanted, 'UTC');
    formats.set(wanted.join(), made);
    return made;
  };
});

/** 'Mon 23 Nov 2026' for a business date, '2026-11-23'; or only part of it: '23 Nov'. */
export const dateWords = (date: string, wanted: readonly DatePart[] = DATE_PARTS): string =>
  utc()(wanted)(Date.parse(date));

/** 'Mon 23 Nov' */
export const shortDateWords = (date: string): string => dateWords(date, ['weekday', 'day', 'month']);

/** '14:03' for epoch ms. */
export const clockTime = (at: number): string => clockFormat().format(at);

/** '14:03:27' for epoch ms. */
export const exactTime = (at: number): string => exactFormat().format(at);

/** '0:42' for a span of ms; never below zero. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
