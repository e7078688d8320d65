import type { DayView, ShiftClosedView, ZView } from '#contract';
import { isTimeZone, moneyWords, sumsWords, text } from '#contract';
import { dateWords } from '../time-words.ts';
import type { Sheet } from '../../state/day/day.svelte.ts';

/** What is unusual about a Z's time zone; '' for nothing. */
export const zoneNote = ({
  timeZone,
  timeZoneAssumed,
}: Pick<ZView['day'], 'timeZone' | 'timeZoneAssumed'>): string => {
  if (!isTimeZone(timeZone)) return text('day.z.zoneUnknown');
  return timeZoneAssumed ? text('day.z.zoneAssumed', { timeZone }) : '';
};

/** The result of closing a shift. Without permission to see totals, it only says that the shift is closed. */
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

/** Whether the counted amount differs from the expected one; false for people who may not know. */
export const isCountedWrong = ({ declared, taken }: ShiftClosedView): boolean =>
  taken !== null && declared !== null && declared !== taken.expected;

/** '¥7,248.00', or one amount with its code for each currency, in order. */
export const netWords = (net: NonNullable<DayView['closedDays'][number]['net']>): string =>
  sumsWords(Object.entries(net).map(([currency, amount]) => ({ amount, currency }))) || '–';

export const sheetTitle = (sheet: Sheet): string => {
  switch (sheet.kind) {
    case 'list':
      return text('day.title');
    case 'export':
      return text('export.title');
    case 'x':
      return text('day.x.title');
    case 'reconciliation':
      return text('reconcile.title');
    case 'closing':
      return text('day.close.title');
    case 'z':
      return sheet.justClosed
        ? text('day.closed.title')
        : text('day.z.title', { date: dateWords(sheet.z.day.date) });
    default:
      return sheet satisfies never;
  }
};
