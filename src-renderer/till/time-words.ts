/** The one way in which the till writes dates and times: 'Thu 5 Nov 2026, 12:28'. */
import { LOCALE } from '#contract';

const clockFormat = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const exactFormat = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const DATE_PARTS = ['weekday', 'day', 'month', 'year'] as const;
type DatePart = (typeof DATE_PARTS)[number];

const dateFormatIn = (timeZone?: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LOCALE, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });

type Parts = ReadonlyMap<string, string>;

const partsOf = (format: Intl.DateTimeFormat, at: number): Parts =>
  new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));

const joined = (parts: Parts, wanted: readonly DatePart[] = DATE_PARTS): string =>
  wanted.map((part) => parts.get(part) ?? '').join(' ');

/** Undefined for a zone that this computer does not know. */
const knownFormatIn = (timeZone: string): Intl.DateTimeFormat | undefined => {
  try {
    return dateFormatIn(timeZone);
  } catch {
    return undefined;
  }
};

export const isKnownZone = (timeZone: string): boolean => knownFormatIn(timeZone) !== undefined;

/**
 * Writes epoch ms as 'Mon 23 Nov 2026, 18:03', by the clock of an IANA zone or offset, UTC where nobody knows it; by
 * this computer's when left out.
 */
export const stampsIn = (timeZone?: string): ((at: number) => string) => {
  const format = timeZone === undefined ? dateFormatIn() : (knownFormatIn(timeZone) ?? dateFormatIn('UTC'));
  return (at) => {
    const parts = partsOf(format, at);
    return `${joined(parts)}, ${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`;
  };
};

/** 'Mon 23 Nov 2026, 14:03' for epoch ms. */
export const fullTime = stampsIn();

const here = dateFormatIn();

/** 'Mon 23 Nov 2026' for epoch ms. */
export const dayOf = (at: number): string => joined(partsOf(here, at));

/** 'Mon 23 Nov 2026, 14:03:27' for epoch ms. */
export const fullExactTime = (at: number): string => `${dayOf(at)}, ${exactTime(at)}`;

const utc = dateFormatIn('UTC');

/** 'Mon 23 Nov 2026' for a business date, '2026-11-23'; or only some of it: '23 Nov'. */
export const dateWords = (date: string, wanted?: readonly DatePart[]): string =>
  joined(partsOf(utc, Date.parse(date)), wanted);

/** 'Mon 23 Nov' */
export const shortDateWords = (date: string): string => dateWords(date, ['weekday', 'day', 'month']);

/** '14:03' for epoch ms. */
export const clockTime = (at: number): string => clockFormat.format(at);

/** '14:03:27' for epoch ms. */
export const exactTime = (at: number): string => exactFormat.format(at);

/** '0:42' for a span of ms; never below zero. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
