import type { DayView, ShiftClosedView, ZView } from '#contract';
import { LOCALE, moneyWords, text } from '#contract';
import { dateWords } from '../takings/takings-words.ts';
import type { Sheet } from '../../state/day/day.svelte.ts';

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

/** Whether what was counted differs from what the till expects; false where nobody may know. */
export const isCountedWrong = ({ declared, taken }: ShiftClosedView): boolean =>
  taken !== null && declared !== null && declared !== taken.expected;

/** 'CNY 7,248.00', one for each currency; in their order. */
export const netWords = (net: NonNullable<DayView['closedDays'][number]['net']>): string =>
  Object.entries(net)
    .map(([currency, amount]) => moneyWords({ amount, currency }))
    .join(' · ') || '–';

export const sheetTitle = (sheet: Sheet): string => {
  switch (sheet.kind) {
    case 'list':
      return text('day.title');
    case 'export':
      return text('export.title');
    case 'x':
      return text('day.x.title');
    case 'reconciliation':
      return text('reconcile.button');
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
