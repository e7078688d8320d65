import { Temporal } from 'temporal-polyfill';

/** Calendar and clock of the shop's place, from epoch ms. */
export interface TimeZone {
  /** '2026-11-23T10:15:30.123+08:00' */
  iso(at: number): string;
  /** '2026-11-23' */
  day(at: number): string;
  /** 0 … 23, by the clock on the wall. */
  hour(at: number): number;
  /** The first instant of a day such as '2026-11-23', also where clocks skip its midnight. */
  startOf(day: string): number;
  /**
   * The first instant at which the clock on the wall shows this time ('04:00') of a day; where it skips that time, the
   * instant at which it jumps over it.
   */
  reach(day: string, time: string): number;
}

/** The zone with an IANA name such as 'Asia/Shanghai'; throws RangeError for a name nobody knows. */
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
      // Of a time that is shown twice the earlier, of one that is skipped as much later as clocks jump.
      const found = wanted.toZonedDateTime(name);
      const jump = found.toPlainDateTime().equals(wanted)
        ? null
        : found.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
      return (jump ?? found).epochMilliseconds;
    },
  };
};

/** Whether anybody knows a zone of that name. */
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
