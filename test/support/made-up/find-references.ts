import { businessDays } from '#domain/shop/business-day.ts';
import type { HistoryPorts } from '#services/history/read-history.ts';
import { readHistory } from '#services/history/read-history.ts';
import { ANY_HISTORY } from './any-history.ts';

const days = businessDays({ cutOff: '04:00', timeZone: 'UTC' });

/** The payments that a text finds, themselves or by their refunds, newest first. */
export const findReferences = (journal: HistoryPorts['journal'], text: string): readonly string[] => {
  const query = { ...ANY_HISTORY, text, currency: 'CNY' };
  const { rows } = readHistory({ journal, businessDays: days }, query, null);
  return [...new Set(rows.flatMap(({ row }) => row.payment?.reference ?? []))];
};
