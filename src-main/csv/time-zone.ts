/** Calendar and clock of the shop's place, from epoch ms. */
export interface TimeZone {
  /** '2026-11-23T10:15:30.123+08:00' */
  iso(at: number): string;
  /** '2026-11-23' */
  day(at: number): string;
  /** The first instant of a day such as '2026-11-23'; where the day has no midnight, its first instant. */
  startOf(day: string): number;
}

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

const offsetReader = (name: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    return Math.round((wall - at) / MINUTE_MS) * MINUTE_MS;
  };
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const signed = (offset: number): string => {
  const minutes = Math.abs(offset) / MINUTE_MS;
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
};

/** The zone with an IANA name such as 'Asia/Shanghai'; throws RangeError for a name nobody knows. */
export const timeZone = (name: string): TimeZone => {
  const offsetAt = offsetReader(name);
  const wall = (at: number, offset: number): string => new Date(at + offset).toISOString().slice(0, -1);
  const day = (at: number): string => wall(at, offsetAt(at)).slice(0, 10);
  return {
    iso(at) {
      const offset = offsetAt(at);
      return wall(at, offset) + signed(offset);
    },
    day,
    startOf(text) {
      const midnight = Date.parse(`${text}T00:00:00Z`);
      // Clocks may change at midnight itself: try the offset of the day before and of the day after.
      const starts = [midnight - DAY_MS, midnight + DAY_MS].map((near) => midnight - offsetAt(near));
      return Math.min(...starts.filter((start) => day(start) >= text));
    },
  };
};
