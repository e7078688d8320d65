/** The totals of a whole journal, or of one business date in it. */
import type Database from 'better-sqlite3';
import type { ClosedDay, Report } from '#domain/day/report.ts';
import { ByHandTally } from '#domain/journal/by-hand-tally.ts';
import type { Money } from '#domain/money.ts';
import { advance } from '#domain/payment/advance.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal, moneyOf } from '#domain/payment/payment.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { isUnresolved } from '#domain/refund/refund.ts';
import { fold } from '#domain/story/fold.ts';
import type { Totals } from '#domain/totals.ts';
import { Counting, currenciesIn, sumIn } from '#domain/totals.ts';
import { dayJournalIn } from './days-table.ts';
import { eventsTable } from './events-table.ts';
import { readJournalPayments } from './payments-table.ts';
import { readJournalRefunds } from './refunds-table.ts';

interface Line extends Money {
  readonly reference: string;
}

/** By current state. */
export interface JournalTotals extends Pick<Report, 'byHand' | 'net'> {
  /**
   * A payment corrected as not paid is not under `paid`. A Z, which counts what was known at the time, subtracts it
   * from its net instead.
   */
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

/** Adds up what was settled by hand and corrected in the lives of payments and refunds, as X and Z do. */
const byHandIn = (db: Database.Database) => {
  const events = eventsTable(db);
  const tally = new ByHandTally();
  return {
    payment: ({ reference, byHand }: Payment): void => {
      if (!byHand) return;
      for (const { before, after } of fold(advance, events.story(reference)))
        if (after) tally.payment(before, after);
    },
    refund: ({ reference, byHand }: Refund): void => {
      if (!byHand) return;
      for (const { before, after } of fold(advanceRefund, events.refundStory(reference)))
        if (after) tally.refund(before, after);
    },
    figures: () => tally.figures(),
  };
};

const netOf = (payments: Counting<string>, refunds: Counting<string>): JournalTotals['net'] => {
  const [paid, refunded] = [payments.of('paid'), refunds.of('refunded')];
  return Object.fromEntries(
    currenciesIn(paid, refunded).map((currency) => [
      currency,
      sumIn(paid, currency) - sumIn(refunded, currency),
    ]),
  );
};

/** Totals of payments and refunds started on a business date ([from, to), epoch ms), or of all; read at one moment. */
export const totalsOf = (
  db: Database.Database,
  day?: { readonly date: string; readonly from: number; readonly to: number },
): JournalTotals => {
  const { from, to } = day ?? ALWAYS;
  const payments = new Counting<string>();
  const refunds = new Counting<string>();
  const byHand = byHandIn(db);
  const late: JournalTotals['late'][number][] = [];
  const unresolved: JournalTotals['unresolved'][number][] = [];
  const read = db.transaction(() => {
    for (const { body: payment } of readJournalPayments(db, from, to)) {
      const { state } = payment;
      const money = moneyOf(payment);
      payments.add(state, money);
      byHand.payment(payment);
      if (state === 'paid' && payment.late)
        late.push({ ...lineOf({ ...money, reference: payment.reference }), accepted: payment.lateAccepted });
      if (!isFinal(payment)) unresolved.push({ kind: 'payment', ...lineOf(payment), state });
    }
    for (const { body: refund } of readJournalRefunds(db, from, to)) {
      const { state } = refund;
      refunds.add(state, refund);
      byHand.refund(refund);
      if (isUnresolved(refund)) unresolved.push({ kind: 'refund', ...lineOf(refund), state });
    }
    return dayJournalIn(db).closedDays(Number.MAX_SAFE_INTEGER).toReversed();
  });
  const zs = read().filter(({ date }) => day === undefined || date === day.date);
  return {
    payments: payments.all(),
    refunds: refunds.all(),
    ...byHand.figures(),
    net: netOf(payments, refunds),
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
