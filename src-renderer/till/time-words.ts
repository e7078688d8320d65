/** The one way in which the till writes dates and times: 'Thu 5 Nov 2026, 12:28', as each language writes them. */
import { isTimeZone, minutesAndSeconds, perLanguage, punctuation } from '#contract';

let zone: () => string | undefined = () => undefined;

/**
 * From now on times are written by the clock of the zone that `source` gives: main's, never this window's own, which
 * knows only how the computer is set. Where `source` is reactive, so are they.
 */
export const followTimeZone = (source: () => string | undefined): void => {
  zone = source;
};

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

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
const dateFormat = (tag: string, wanted: readonly DatePart[], timeZone: string): DateFormat => {
  const chosen = Object.fromEntries(wanted.map((part) => [part, PARTS[part]]));
  const format = new Intl.DateTimeFormat(tag, { ...chosen, timeZone });
  return tag === 'en' ? englishDate(format, wanted) : (at) => format.format(at);
};

const formatsIn = (tag: string, named: string) => {
  const timeZone = isTimeZone(named) ? named : 'UTC';
  return {
    date: dateFormat(tag, DATE_PARTS, timeZone),
    clock: new Intl.DateTimeFormat(tag, { ...TIME, timeZone }),
    exact: new Intl.DateTimeFormat(tag, { ...TIME, second: '2-digit', timeZone }),
  };
};

const byZone = perLanguage((tag) => {
  const made = new Map<string, ReturnType<typeof formatsIn>>();
  return (name: string) => {
    const formats = made.get(name) ?? formatsIn(tag, name);
    made.set(name, formats);
    return formats;
  };
});

/** In the till's zone; in UTC before main has named it, when no time is shown. */
const here = () => byZone()(zone() ?? 'UTC');

const stamp = ({ date, clock }: ReturnType<typeof formatsIn>, at: number): string =>
  [date(at), clock.format(at)].join(punctuation().time);

/** Writes epoch ms as 'Mon 23 Nov 2026, 18:03', by the clock of an IANA zone or offset, UTC where nobody knows it. */
export const stampsIn =
  (name: string): DateFormat =>
  (at) =>
    stamp(byZone()(name), at);

/** 'Mon 23 Nov 2026, 14:03' for epoch ms. */
export const fullTime: DateFormat = (at) => stamp(here(), at);

/** 'Mon 23 Nov 2026' for epoch ms. */
export const dayOf: DateFormat = (at) => here().date(at);

/** 'Mon 23 Nov 2026, 14:03:27' for epoch ms. */
export const fullExactTime = (at: number): string => [dayOf(at), exactTime(at)].join(punctuation().time);

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
export const clockTime = (at: number): string => here().clock.format(at);

/** '14:03:27' for epoch ms. */
export const exactTime = (at: number): string => here().exact.format(at);

/** '14:03' on the same day as `beside`, 'Mon 23 Nov 2026, 14:03' on another one. */
export const timeBeside = (at: number, beside: number): string =>
  dayOf(at) === dayOf(beside) ? clockTime(at) : fullTime(at);

/** '0:42' for a span of ms; never below zero. */
export const spanWords = (ms: number): string => minutesAndSeconds(Math.max(0, Math.floor(ms / 1000)));
