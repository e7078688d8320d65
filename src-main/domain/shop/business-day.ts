/** The shop's own days: they begin at a cut-off in the shop's time zone, not always at midnight. */
import { shiftDay, systemTimeZone, timeZone } from '#domain/time-zone.ts';
import { isTimeZone } from '#domain/zone-name.ts';

export interface DayRule {
  /** 'HH:MM' in local time: a sale before it still belongs to the day before. */
  readonly cutOff: string;
  /** IANA name such as 'Asia/Shanghai', or an offset such as '+08:00'. */
  readonly timeZone: string;
  /** The settings name no zone that is known here, so `timeZone` is this computer's, or its clock's offset. */
  readonly timeZoneAssumed?: true | undefined;
}

/**
 * The rule for the settings at `at` (epoch ms). An empty or unknown `timeZone` becomes this computer's. The rule stays
 * the same until it is read again, even if the system's zone changes meanwhile.
 */
export const dayRuleOf = (
  { cutOff, timeZone }: Pick<DayRule, 'cutOff' | 'timeZone'>,
  at: number,
): DayRule => {
  if (isTimeZone(timeZone)) return { cutOff, timeZone };
  const system = systemTimeZone(at);
  const isAssumed = timeZone !== '' || system.isAssumed;
  return { cutOff, timeZone: system.name, ...(isAssumed ? { timeZoneAssumed: true } : {}) };
};

export interface BusinessDays {
  readonly rule: DayRule;
  /** The business date ('2026-11-23') of an instant. */
  dateOf(at: number): string;
  /** Start and end of a business date, [from, to); epoch ms. Each begins where the one before ends. */
  rangeOf(date: string): { readonly from: number; readonly to: number };
  /** The range of the business date that an instant belongs to. */
  around(at: number): { readonly from: number; readonly to: number };
  /** 0 … 23, local time. */
  hourOf(at: number): number;
  /** When, on another business date, clocks show the same time as at an instant; epoch ms. */
  sameTimeOn(date: string, at: number): number;
}

const CUT_OFF = /^(?:[01]\d|2[0-3]):(?:00|15|30|45)$/;

/**
 * Whether a business day may begin at this time: only on a quarter hour. Takings are added up by quarter hours, each of
 * which belongs to one day; a cut-off within one would make overview and Z differ.
 */
export const isCutOff = (text: string): boolean => CUT_OFF.test(text);

/**
 * Moves a cut-off at any minute, which earlier versions allowed, back to its quarter hour; leaves anything else
 * unchanged.
 */
export const renewedCutOff = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(/^(\d\d):([0-5]\d)$/, (_, hour: string, minute: string) => {
        const quarter = Number(minute) - (Number(minute) % 15);
        return `${hour}:${String(quarter).padStart(2, '0')}`;
      })
    : value;

const LOCAL_TIME = 'hh:mm:ss.sss';

/** Enough for the dates of two years and of the ranges they are compared with. */
const MAX_REMEMBERED = 2_000;

/** Remembers when each date begins. */
const remembered = (startOf: (date: string) => number): ((date: string) => number) => {
  const starts = new Map<string, number>();
  return (date) => {
    const known = starts.get(date);
    if (known !== undefined) return known;
    if (starts.size === MAX_REMEMBERED) starts.clear();
    const start = startOf(date);
    starts.set(date, start);
    return start;
  };
};

/**
 * The business days of a rule. When the clocks change, a day is shorter or longer, but every instant belongs to a day:
 * if the cut-off occurs twice, the first one counts; if it is skipped, the day begins at the jump. Throws RangeError
 * for an unknown zone.
 */
export const businessDays = (rule: DayRule): BusinessDays => {
  const { cutOff } = rule;
  const zone = timeZone(rule.timeZone);
  const startOf = remembered((date) => zone.reach(date, cutOff));
  const found = (at: number): string => {
    const today = zone.day(at);
    const dates = [1, 0].map((days) => shiftDay(today, days));
    return dates.find((date) => startOf(date) <= at) ?? shiftDay(today, -1);
  };
  const rangeOf = (date: string): { from: number; to: number } => ({
    from: startOf(date),
    to: startOf(shiftDay(date, 1)),
  });
  // Most instants are asked for in order, and the calendar would take longer than everything else on a page.
  let last = { date: '', from: 0, to: 0 };
  const dateOf = (at: number): string => {
    if (at >= last.from && at < last.to) return last.date;
    const date = found(at);
    last = { date, ...rangeOf(date) };
    return date;
  };
  return {
    rule,
    dateOf,
    rangeOf,
    around: (at) => rangeOf(dateOf(at)),
    hourOf: (at) => zone.hour(at),
    sameTimeOn: (date, at) => {
      const { from, to } = rangeOf(date);
      const [today, time = ''] = zone.iso(at).split('T');
      const isNextDay = today !== dateOf(at);
      const same = zone.reach(shiftDay(date, isNextDay ? 1 : 0), time.slice(0, LOCAL_TIME.length));
      return Math.min(to, Math.max(from, same));
    },
  };
};
