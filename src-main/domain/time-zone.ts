/** Calendar and clock of the shop's place, from epoch ms. */
export interface TimeZone {
  /** '2026-11-23T10:15:30.123+08:00' */
  iso(at: number): string;
  /** '2026-11-23' */
  day(at: number): string;
  /** 0 … 23, by the clock on the wall. */
  hour(at: number): number;
  /** The first instant of a day such as '2026-11-23'; where the day has no midnight, its first instant. */
  startOf(day: string): number;
  /**
   * The first instant at which the clock on the wall shows this time ('04:00') of a day; where it skips that time, the
   * instant at which it jumps over it.
   */
  reach(day: string, time: string): number;
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
  const wallAt = (at: number): number => at + offsetAt(at);
  /** Between two instants with one change of the clock between them: the instant at which the wall first shows `time`. */
  const jumpOver = (time: number, before: number, after: number): number => {
    let [early, late] = [before, after];
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (wallAt(middle) >= time) late = middle;
      else early = middle;
    }
    return late;
  };
  const reach = (day: string, clock: string): number => {
    const time = Date.parse(`${day}T${clock}:00Z`);
    // Clocks may change near this time: try the offset of a day earlier and of a day later.
    const tries = [time - DAY_MS, time + DAY_MS].map((near) => time - offsetAt(near));
    const shown = tries.filter((at) => wallAt(at) === time);
    return shown.length > 0 ? Math.min(...shown) : jumpOver(time, Math.min(...tries), Math.max(...tries));
  };
  return {
    iso(at) {
      const offset = offsetAt(at);
      return wall(at, offset) + signed(offset);
    },
    day: (at) => wall(at, offsetAt(at)).slice(0, 10),
    hour: (at) => new Date(wallAt(at)).getUTCHours(),
    startOf: (day) => reach(day, '00:00'),
    reach,
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
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
