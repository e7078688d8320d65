/** The totals of a whole journal, or of one business date in it. */
import type Database from 'better-sqlite3';
import { isFinal } from '#domain/payment/payment.ts';
import type { ClosedDay } from '#domain/day/report.ts';
import type { Totals } from '#domain/totals.ts';
import { Counting } from '#domain/totals.ts';
import { dayJournalIn } from './days-table.ts';
import { readJournalPayments } from './payments-table.ts';
import { readJournalRefunds } from './refunds-table.ts';

interface Line {
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
}

/** Sums are hundredths; states are the present ones. */
export interface JournalTotals {
  readonly payments: Totals<string>;
  readonly refunds: Totals<string>;
  /** Paid after they were cancelled, expired or failed. */
  readonly late: readonly (Line & { readonly accepted: boolean })[];
  /** Unfinished payments, and refunds whose outcome is unknown. */
  readonly unresolved: readonly (Line & { readonly kind: 'payment' | 'refund'; readonly state: string })[];
  readonly zNumbers: readonly number[];
}

const lineOf = ({ reference, amount, currency }: Line): Line => ({ reference, amount, currency });

const ALWAYS = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** Of payments and refunds started on a business date ([from, to), epoch ms), or of all; read at one moment. */
export const totalsOf = (
  db: Database.Database,
  day?: { readonly date: string; readonly from: number; readonly to: number },
): JournalTotals => {
  const { from, to } = day ?? ALWAYS;
  const payments = new Counting<string>();
  const refunds = new Counting<string>();
  const late: JournalTotals['late'][number][] = [];
  const unresolved: JournalTotals['unresolved'][number][] = [];
  const read = db.transaction(() => {
    for (const { body: payment } of readJournalPayments(db, from, to)) {
      const { state } = payment;
      payments.add(state, payment);
      if (state === 'paid' && payment.late) late.push({ ...lineOf(payment), accepted: payment.lateAccepted });
      if (!isFinal(payment)) unresolved.push({ kind: 'payment', ...lineOf(payment), state });
    }
    for (const { body: refund } of readJournalRefunds(db, from, to)) {
      const { state } = refund;
      refunds.add(state, refund);
      if (state === 'sending' || state === 'unknown')
        unresolved.push({ kind: 'refund', ...lineOf(refund), state });
    }
    return dayJournalIn(db).closedDays(Number.MAX_SAFE_INTEGER).toReversed();
  });
  const zs = read().filter(({ date }) => day === undefined || date === day.date);
  return {
    payments: payments.all(),
    refunds: refunds.all(),
    late,
    unresolved,
    zNumbers: zs.map(({ number }) => number),
  };
};

/** The last Z of a journal, which has the shop's cut-off and time zone. */
export const lastClosedDay = (db: Database.Database): ClosedDay | undefined => {
  const journal = dayJournalIn(db);
  const [last] = journal.closedDays(1);
  return last && journal.closedDay(last.number)?.record;
};
