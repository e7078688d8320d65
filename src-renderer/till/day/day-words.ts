import type { ShiftClosedView } from '#contract';
import { LOCALE, moneyWords, text } from '#contract';

/** Writes epoch ms as 'Nov 23, 2026, 18:03', by the clock of an IANA zone; of this computer's when left out. */
export const stampsIn = (timeZone?: string): ((at: number) => string) => {
  const format = new Intl.DateTimeFormat(LOCALE, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  });
  return (at) => format.format(at);
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
