import type { ShiftClosedView, ZView } from '#contract';
import { LOCALE, moneyWords, text } from '#contract';

const formatIn = (timeZone?: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });

/** Undefined for a zone that this computer does not know. */
const knownFormatIn = (timeZone: string): Intl.DateTimeFormat | undefined => {
  try {
    return formatIn(timeZone);
  } catch {
    return undefined;
  }
};

/**
 * Writes epoch ms as 'Nov 23, 2026, 18:03', by the clock of an IANA zone or offset, UTC where nobody knows it; by this
 * computer's when left out.
 */
export const stampsIn = (timeZone?: string): ((at: number) => string) => {
  const format = timeZone === undefined ? formatIn() : (knownFormatIn(timeZone) ?? formatIn('UTC'));
  return (at) => format.format(at);
};

/** What is odd about the time zone of a Z; '' for nothing. */
export const zoneNote = ({
  timeZone,
  timeZoneAssumed,
}: Pick<ZView['day'], 'timeZone' | 'timeZoneAssumed'>): string => {
  if (!knownFormatIn(timeZone)) return text('day.z.zoneUnknown');
  return timeZoneAssumed ? text('day.z.zoneAssumed', { timeZone }) : '';
};

export const stampWords = stampsIn();

/** The result of closing a shift. Without permission to see totals it says only that the shift is closed. */
export const shiftClosedWords = ({ number, currency, declared, taken }: ShiftClosedView): string => {
  const closed = text('day.shift.closed', { number });
  if (!taken) return closed;
  const words = [
    closed,
    text('day.shift.closed.expected', { amount: moneyWords({ amount: taken.expected, currency }) }),
  ];
  if (declared === null) return words.join(' ');
  const over = declared - taken.expected;
  const amount = moneyWords({ amount: Math.abs(over), currency });
  if (over === 0) words.push(text('day.shift.closed.same'));
  else words.push(text(over > 0 ? 'day.shift.closed.over' : 'day.shift.closed.short', { amount }));
  return words.join(' ');
};
