/** The history, a page at a time, with the sums of the business days on it. */
import type {
  HistoryCounts,
  HistoryPlace,
  HistoryQuery,
  HistoryRow,
  HistorySum,
} from '#domain/history/history.ts';
import { historyCounts } from '#domain/history/history.ts';
import type { Money } from '#domain/money.ts';
import { readingsOf } from '#domain/payment/scanned-text.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { HistoryJournal } from '#services/journal-ports.ts';

/** Rows on a page. */
const PAGE = 60;

export interface HistoryDay {
  readonly date: string;
  readonly counts: HistoryCounts;
  /** Paid less refunded in the matching rows, one for each currency. */
  readonly net: readonly Money[];
}

export interface HistoryPage {
  readonly rows: readonly { readonly row: HistoryRow; readonly place: HistoryPlace; readonly date: string }[];
  /** The days of the page's rows, each counting all of its matching rows. */
  readonly days: readonly HistoryDay[];
  /** The place after which the next page begins; it may be empty. Null at the end. */
  readonly next: HistoryPlace | null;
}

export interface HistoryPorts {
  readonly journal: Pick<HistoryJournal, 'history' | 'historySums'>;
  readonly businessDays: Pick<BusinessDays, 'dateOf' | 'rangeOf'>;
}

/**
 * The query as typed or, if nothing matches it and a scanner may have changed or extended the text, as it was meant.
 */
const meant = (journal: Pick<HistoryJournal, 'history'>, query: HistoryQuery): HistoryQuery => {
  const readings = readingsOf(query.text).map((text) => ({ ...query, text }));
  if (readings.length === 1) return query;
  return readings.find((reading) => journal.history(reading, null, 1).rows.length > 0) ?? query;
};

const netOf = (sums: readonly HistorySum[]): readonly Money[] => {
  const net = new Map<string, number>();
  for (const { outcome, currency, amount } of sums) {
    const sign = { paid: 1, refunded: -1, 'not-paid': 0, unresolved: 0, 'not-refunded': 0 }[outcome];
    net.set(currency, (net.get(currency) ?? 0) + sign * amount);
  }
  return [...net].map(([currency, amount]) => ({ currency, amount }));
};

const daysOf = (
  { journal, businessDays }: HistoryPorts,
  query: HistoryQuery,
  dates: readonly string[],
): readonly HistoryDay[] => {
  const sums = journal.historySums(
    query,
    dates.map((date) => businessDays.rangeOf(date)),
  );
  return dates.map((date, index) => {
    const ofDay = sums[index] ?? [];
    return { date, counts: historyCounts(ofDay), net: netOf(ofDay) };
  });
};

export const readHistory = (
  ports: HistoryPorts,
  asked: HistoryQuery,
  after: HistoryPlace | null,
): HistoryPage => {
  const { journal, businessDays } = ports;
  const query = meant(journal, asked);
  const found = journal.history(query, after, PAGE);
  const rows = found.rows.map((one) => ({ ...one, date: businessDays.dateOf(one.place.at) }));
  const dates = [...new Set(rows.map(({ date }) => date))];
  return {
    rows,
    days: daysOf(ports, query, dates),
    next: found.next,
  };
};
