import { Temporal } from 'temporal-polyfill';

/** The shop's local dates and times, from epoch ms. */
export interface TimeZone {
  /** '2026-11-23T10:15:30.123+08:00' */
  iso(at: number): string;
  /** '2026-11-23' */
  day(at: number): string;
  /** 0 … 23, local time. */
  hour(at: number): number;
  /** The first instant of a day such as '2026-11-23', also where clocks skip its midnight. */
  startOf(day: string): number;
  /**
   * The first instant at which it is this local time ('04:00') of a day; where the clocks skip that time, the instant
   * of the jump.
   */
  reach(day: string, time: string): number;
}

/** The zone with an IANA name such as 'Asia/Shanghai'; throws RangeError for an unknown name. */
export const timeZone = (name: string): TimeZone => {
  const zoned = (at: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
  zoned(0);
  return {
    iso: (at) => zoned(at).toString({ smallestUnit: 'millisecond', timeZoneName: 'never' }),
    day: (at) => zoned(at).toPlainDate().toString(),
    hour: (at) => zoned(at).hour,
    startOf: (day) => Temporal.PlainDate.from(day).toZonedDateTime(name).epochMilliseconds,
    reach(day, time) {
      const wanted = Temporal.PlainDateTime.from(`${day}T${time}`);
      // The earlier one of a time that occurs twice; a skipped time is moved on by as much as the clocks jump.
      const found = wanted.toZonedDateTime(name);
      const jump = found.toPlainDateTime().equals(wanted)
        ? null
        : found.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
      return (jump ?? found).epochMilliseconds;
    },
  };
};

/** Whether there is a zone of that name. */
export const isTimeZone = (name: string): boolean => {
  try {
    timeZone(name);
    return true;
  } catch {
    return false;
  }
};

/** The zone that this computer is set to. */
export const systemTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The calendar day so many days after one such as '2026-11-23'; `days` may be negative. */
export const shiftDay = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
