import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from './zone-name.ts';

/** The shop's local dates and times, from epoch ms. */
export interface TimeZone {
  /** '2026-11-23T10:15:30.123+08:00' */
  iso(at: number): string;
  /** '2026-11-23' */
  day(at: number): string;
  /** 0 … 23, local time. */
  hour(at: number): number;
  /** The first instant of a day such as '2026-11-23', even if clocks skip its midnight. */
  startOf(day: string): number;
  /**
   * The first instant at which it is this local time ('04:00') on a day; if the clocks skip that time, the instant of
   * the jump.
   */
  reach(day: string, time: string): number;
}

/** The year 10000 (epoch ms): from then on no date is written with four digits of year. */
export const END_OF_TIME = 253_402_300_800_000;

const HOUR = 3_600_000;
/** More than the opening hours of a year. */
const HOURS_KEPT = 8_192;

/** How far a zone is ahead of UTC, in ms, and as ISO 8601 writes it: '+08:00'. */
interface Offset {
  readonly ms: number;
  readonly text: string;
}

type Zoned = (at: number) => Temporal.ZonedDateTime;

const offsetOf = (at: Temporal.ZonedDateTime): Offset => ({
  ms: at.offsetNanoseconds / 1_000_000,
  text: at.toString({ timeZoneName: 'never' }).slice(-'+08:00'.length),
});

/**
 * Caches offsets by the hour of UTC: an export asks for millions, and Temporal takes microseconds for each. Undefined
 * within an hour in which the clocks change.
 */
const offsetsByHour = (zoned: Zoned): ((at: number) => Offset | undefined) => {
  const known = new Map<number, Offset | undefined>();
  return (at) => {
    const hour = Math.floor(at / HOUR);
    if (known.has(hour)) return known.get(hour);
    const [first, last] = [hour * HOUR, (hour + 1) * HOUR - 1].map((end) => offsetOf(zoned(end)));
    const offset = first?.ms === last?.ms ? first : undefined;
    if (known.size === HOURS_KEPT) known.clear();
    known.set(hour, offset);
    return offset;
  };
};

/** The local time at an offset: '2026-11-23T10:15:30.123'. */
const clockAt = (at: number, { ms }: Offset): string => new Date(at + ms).toISOString().slice(0, -1);

/** The zone with an IANA name such as 'Asia/Shanghai'; throws RangeError for an unknown name. */
export const timeZone = (name: string): TimeZone => {
  const zoned: Zoned = (at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
  const offsetAt = offsetsByHour(zoned);
  zoned(0);
  const iso = (at: number): string => {
    const offset = offsetAt(at);
    return offset
      ? clockAt(at, offset) + offset.text
      : zoned(at).toString({ smallestUnit: 'millisecond', timeZoneName: 'never' });
  };
  return {
    iso,
    day: (at) => iso(at).split('T', 1)[0] ?? '',
    hour: (at) => zoned(at).hour,
    startOf: (day) => Temporal.PlainDate.from(day).toZonedDateTime(name).epochMilliseconds,
    reach(day, time) {
      const wanted = Temporal.PlainDateTime.from(`${day}T${time}`);
      // If a time occurs twice, Temporal returns the earlier one; it moves a skipped time forward by the length of the gap.
      const found = wanted.toZonedDateTime(name);
      const jump = found.toPlainDateTime().equals(wanted)
        ? null
        : found.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
      return (jump ?? found).epochMilliseconds;
    },
  };
};

/** The zone of that name; UTC if it is unknown here, as a name in records of a newer version may be. */
export const timeZoneOrUtc = (name: string): TimeZone => timeZone(isTimeZone(name) ? name : 'UTC');

export interface SystemTimeZone {
  /** A name that `timeZone` knows. */
  readonly name: string;
  /** The system names no reliable zone; `name` is its clock's current offset from UTC. */
  readonly isAssumed: boolean;
}

const MINUTES_IN_AN_HOUR = 60;

/** '+08:00' for -480 minutes, as `Date` counts them; 'UTC' for 0, and for an offset that is not a valid zone. */
const offsetName = (offset: number): string => {
  if (offset === 0) return 'UTC';
  const minutes = Math.abs(offset);
  const parts = [Math.floor(minutes / MINUTES_IN_AN_HOUR), minutes % MINUTES_IN_AN_HOUR];
  const name = `${offset < 0 ? '+' : '-'}${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
  return isTimeZone(name) ? name : 'UTC';
};

/** Values of TZ that mean UTC. Intl also reports UTC for a rule that it cannot parse, such as 'CET-1CEST'. */
const MEANS_UTC = /^:?(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu|Greenwich)[+-]?0?$/i;

/** Intl's name for the zone, if it can be trusted. */
const namedZone = (tz: string | undefined): string | undefined => {
  if (tz !== undefined && MEANS_UTC.test(tz)) return 'UTC';
  const { timeZone: named } = Intl.DateTimeFormat().resolvedOptions() as { readonly timeZone?: string };
  return named === 'UTC' && tz !== undefined ? undefined : named;
};

const NAME = '(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)';
const OFFSET = String.raw`([+-]?\d{1,2}(?::[0-5]\d(?::00)?)?)`;

/** A POSIX rule: a name, then what must be added to its standard time to get UTC. */
const POSIX_RULE = new RegExp(String.raw`^:?${NAME}${OFFSET}(?![\d:])`);

/** 'M10.5.0/3': a month, the first to the last (5) weekday of it (0 is Sunday), and the hour, 2 if it is left out. */
const CHANGE = String.raw`M(\d{1,2})\.([1-5])\.([0-6])(?:/${OFFSET})?`;

/** The rest of a rule with daylight saving time, and when that begins and ends. */
const SUMMER_RULE = new RegExp(`^:?${NAME}${OFFSET}${NAME}${OFFSET}?,${CHANGE},${CHANGE}$`);

/** Minutes, for '-5:30' or '8'. */
const minutesOf = (written: string): number => {
  const [hours = '', minutes = '0'] = written.replace(/^[+-]/, '').split(':');
  const size = Number(hours) * MINUTES_IN_AN_HOUR + Number(minutes);
  return written.startsWith('-') ? -size : size;
};

/** The standard offset of a POSIX rule, in minutes as `Date` counts them; undefined if `tz` is not a rule. */
const offsetOfRule = (tz: string): number | undefined => {
  const [, offset] = POSIX_RULE.exec(tz) ?? [];
  return offset === undefined ? undefined : minutesOf(offset);
};

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const WEEK_DAYS = 7;

/** When clocks change in a year, by the time that they show until then, which is `offset` minutes from UTC. */
const changeIn = (year: number, [month, week, weekday, time]: readonly string[], offset: number): number => {
  const first = new Date(Date.UTC(year, Number(month) - 1));
  const ahead = (Number(weekday) - first.getUTCDay() + WEEK_DAYS) % WEEK_DAYS;
  const day = (weeks: number): Date => new Date(first.getTime() + (ahead + WEEK_DAYS * (weeks - 1)) * DAY);
  const found = day(Number(week));
  const last = found.getUTCMonth() === first.getUTCMonth() ? found : day(Number(week) - 1);
  return last.getTime() + (minutesOf(time ?? '2') + offset) * MINUTE;
};

/** Well-known zones come first, since many share their rule with others. */
const zoneNames = (): readonly string[] => [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Nuuk',
  ...Intl.supportedValuesOf('timeZone'),
];

const isOffsetAt = (zone: string, at: number, offset: number): boolean =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds ===
  -offset * MINUTE * 1_000_000;

/** A zone whose clocks change as this rule says, in this year and the next; undefined if there is none. */
const zoneOfRule = (tz: string, year: number): string | undefined => {
  const [, standard = '', summer, ...changes] = SUMMER_RULE.exec(tz) ?? [];
  if (standard === '') return undefined;
  const winterOffset = minutesOf(standard);
  const summerOffset = summer === undefined ? winterOffset - MINUTES_IN_AN_HOUR : minutesOf(summer);
  const times = [year, year + 1].flatMap((one) => {
    const begins = changeIn(one, changes.slice(0, 4), winterOffset);
    const ends = changeIn(one, changes.slice(4), summerOffset);
    return [
      { at: begins - 1, offset: winterOffset },
      { at: begins, offset: summerOffset },
      { at: ends - 1, offset: summerOffset },
      { at: ends, offset: winterOffset },
    ];
  });
  return zoneNames().find((zone) => times.every(({ at, offset }) => isOffsetAt(zone, at, offset)));
};

/** The search takes a while, and the same rule is asked for again and again. */
const zonesOfRules = new Map<string, string | undefined>();

const rememberedZoneOfRule = (tz: string, at: number): string | undefined => {
  const year = new Date(at).getUTCFullYear();
  const asked = `${year} ${tz}`;
  if (!zonesOfRules.has(asked)) zonesOfRules.set(asked, zoneOfRule(tz, year));
  return zonesOfRules.get(asked);
};

/**
 * The zone of this computer at `at` (epoch ms); `tz` is the environment's TZ. If TZ is a path or a POSIX rule such as
 * 'UTC+8', Intl may have no name for the zone, an unknown one, or (for 'GMT+3') one that contradicts its own clock. Then
 * a zone is used whose clocks change as the rule says, or the standard offset of the rule, because Intl's clock is wrong
 * for rules with minutes or daylight saving time; without a rule, the offset of the clock.
 */
export const systemTimeZone = (at: number, tz: string | undefined = process.env['TZ']): SystemTimeZone => {
  const offset = offsetName(new Date(at).getTimezoneOffset());
  const named = namedZone(tz);
  const isRight =
    named !== undefined &&
    isTimeZone(named) &&
    timeZone(named)
      .iso(at)
      .endsWith(offset === 'UTC' ? '+00:00' : offset);
  if (isRight) return { name: named, isAssumed: false };
  if (tz === undefined) return { name: offset, isAssumed: true };
  const ruled = offsetOfRule(tz);
  const name = rememberedZoneOfRule(tz, at) ?? (ruled === undefined ? offset : offsetName(ruled));
  return { name, isAssumed: true };
};

/** The date `days` after a date such as '2026-11-23'; `days` may be negative. */
export const shiftDay = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
