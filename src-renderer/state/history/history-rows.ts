import type { HistoryDayView, HistoryPageView, HistoryRowView, PaymentView, RefundView } from '#contract';

/** What a search found. */
export interface HistoryFound {
  /** As typed or scanned. */
  readonly text: string;
  /** The newest page. */
  readonly page: HistoryPageView;
}

/** The rows of the history read so far, newest first. */
export type HistoryRead = Omit<HistoryPageView, 'whole'>;

export interface HistoryDay {
  readonly day: HistoryDayView;
  readonly rows: readonly HistoryRowView[];
}

/** The reference of the payment or refund. */
export const referenceOf = (row: HistoryRowView): string =>
  row.kind === 'payment' ? row.payment.reference : row.refund.reference;

/** The reference of the payment that the row opens; null if the journal does not have it. */
export const opensWith = (row: HistoryRowView): string | null => row.payment?.reference ?? null;

/** The row of the only payment that these rows are of or belong to; undefined if there are several, or none. */
export const onlyPaymentIn = (rows: readonly HistoryRowView[]): HistoryRowView | undefined => {
  const [reference, ...others] = new Set(rows.map(opensWith));
  if (reference === null || others.length > 0) return undefined;
  return rows.find((row) => referenceOf(row) === reference) ?? rows[0];
};

const withDays = (days: readonly HistoryDayView[], changed: readonly HistoryDayView[]): HistoryDayView[] => [
  ...new Map([...days, ...changed].map((day) => [day.date, day])).values(),
];

/** Appends the page that begins where the last one ended. */
export const withOlder = (read: HistoryRead, older: HistoryPageView): HistoryRead => ({
  rows: [...read.rows, ...older.rows],
  days: withDays(read.days, older.days),
  next: older.next,
  today: older.today,
});

/** Replaces the newest page; older rows stay if the new page reaches them. */
export const withNewest = (read: HistoryRead, newest: HistoryPageView): HistoryRead => {
  const last = newest.rows.at(-1);
  const at = last ? read.rows.findIndex((row) => referenceOf(row) === referenceOf(last)) : -1;
  if (at < 0) return newest;
  return {
    rows: [...newest.rows, ...read.rows.slice(at + 1)],
    days: withDays(read.days, newest.days),
    next: at + 1 < read.rows.length ? read.next : newest.next,
    today: newest.today,
  };
};

const withRows = (read: HistoryRead, newer: (row: HistoryRowView) => HistoryRowView): HistoryRead => ({
  ...read,
  rows: read.rows.map(newer),
});

/** The rows of a payment, its own and those of its refunds, with its newest view. */
export const withPayment = (read: HistoryRead, payment: PaymentView): HistoryRead =>
  withRows(read, (row) => (row.payment?.reference === payment.reference ? { ...row, payment } : row));

/** The row of a refund with its newest view. */
export const withRefund = (read: HistoryRead, refund: RefundView): HistoryRead =>
  withRows(read, (row) =>
    row.kind === 'refund' && row.refund.reference === refund.reference ? { ...row, refund } : row,
  );

/** Groups rows by business day, newest first; days without rows are left out. */
export const byDay = ({ rows, days }: HistoryRead): readonly HistoryDay[] =>
  days
    .map((day) => ({ day, rows: rows.filter(({ date }) => date === day.date) }))
    .filter((one) => one.rows.length > 0)
    .toSorted((one, other) => (one.day.date < other.day.date ? 1 : -1));
