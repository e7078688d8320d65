/** Reads the rows of a report in slices, so that a long day does not hold up a sale. */
import type { Report } from '#domain/day/report.ts';
import type { UnresolvedLine } from '#domain/day/report-lines.ts';
import { isCounted } from '#domain/journal/activity-record.ts';
import { ActivityTally } from '#domain/journal/activity-tally.ts';
import type { MoneyFigures } from '#domain/journal/money-tally.ts';
import { MoneyTally } from '#domain/journal/money-tally.ts';
import { PAYMENT_STORY } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { hasRefundEnded, isUnresolved } from '#domain/refund/refund.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { StoryStates } from '#domain/story/story-states.ts';
import { everyUnfinishedPayment, everyUnfinishedRefund } from '#services/read-or-replay.ts';
import type { JournalRow } from '#services/journal-ports.ts';
import { BusinessDates } from './business-dates.ts';
import { LatePayments } from './late-payments.ts';
import type { ReportJournal, ReportPorts } from './report-ports.ts';
import { RowsUnreadable } from './rows-unreadable.ts';

/** Rows read at once; takes about 2 ms on a till. */
const SLICE = 50;

type RowPlace = Pick<JournalRow, 'sequence' | 'hash'>;

/** What lacks something that cannot be read: sums of money, another figure, or no figure of these rows. */
type Lacking = 'money' | 'records' | 'none';

/** Payments and refunds in the journal whose outcome is unknown now. */
const unresolvedIn = (
  journal: ReportJournal,
  onUnread: (reference: string) => void,
): readonly Omit<UnresolvedLine, 'signedOff'>[] => {
  const payments = everyUnfinishedPayment(journal, onUnread).map((payment) => ({
    kind: 'payment' as const,
    ...payment,
  }));
  const refunds = everyUnfinishedRefund(journal, onUnread)
    .filter(isUnresolved)
    .map((refund) => ({ kind: 'refund' as const, ...refund }));
  return [...payments, ...refunds].map(({ kind, reference, amount, currency, state, startedAt }) => ({
    kind,
    reference,
    amount,
    currency,
    state,
    startedAt,
  }));
};

/**
 * Adds up the rows after a given one. Its figures can be read at any time, and reading can continue afterwards, unless
 * it has failed.
 */
export class RowReader {
  readonly #ports: ReportPorts;
  readonly #money: MoneyTally;
  readonly #activity = new ActivityTally();
  readonly #payments: StoryStates<Payment, PaymentEvent>;
  readonly #refunds: StoryStates<Refund, RefundEvent>;
  readonly #late: LatePayments;
  readonly #moved: BusinessDates;
  readonly #begun: BusinessDates;
  /** References of payments and refunds, or numbers of other rows. */
  readonly #unread = new Map<string, Lacking>();
  #last: RowPlace | null;
  #isBroken = false;

  /** `after` null reads from the first row. `lacked`: earlier rows that cannot be read and that a Z would build on. */
  constructor(ports: ReportPorts, after: RowPlace | null, lacked: readonly number[] = []) {
    const { journal, days } = ports;
    this.#ports = ports;
    for (const sequence of lacked) this.#unread.set(String(sequence), 'records');
    this.#money = new MoneyTally((at) => days.hourOf(at));
    this.#payments = new StoryStates(PAYMENT_STORY, isFinal, (reference) => journal.story(reference));
    this.#refunds = new StoryStates(REFUND_STORY, hasRefundEnded, (reference) =>
      journal.refundStory(reference),
    );
    this.#late = new LatePayments(journal, after?.sequence ?? 0);
    this.#moved = new BusinessDates(days);
    this.#begun = new BusinessDates(days);
    this.#last = after;
  }

  /** The last row read. */
  get last(): { readonly sequence: number; readonly hash: string | null } {
    return this.#last ?? { sequence: 0, hash: null };
  }

  /** Whether reading has failed, perhaps with a row added in part: its figures are of no use any more. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * What the figures lack because it cannot be read: payments and refunds from their first unreadable row on, and other
   * rows, by their numbers.
   */
  get unread(): readonly string[] {
    return this.#unreadBy(['money', 'records']);
  }

  /**
   * What cannot be read but adds nothing to these figures: rows of which this version counts none, and payments and
   * refunds that only earlier rows move. Known once `figures` and `unresolved` have been read.
   */
  get unreadUncounted(): readonly string[] {
    return this.#unreadBy(['none']);
  }

  /** Throws RowsUnreadable if the figures lack anything: they are then good enough to look at, but not for a Z. */
  checkWhole(): void {
    if (this.unread.length > 0) throw new RowsUnreadable(this.unread);
  }

  /** Throws RowsUnreadable if `money` lacks anything. */
  checkMoney(): void {
    const unread = this.#unreadBy(['money']);
    if (unread.length > 0) throw new RowsUnreadable(unread);
  }

  #unreadBy(wanted: readonly Lacking[]): readonly string[] {
    return [...this.#unread].flatMap(([name, lacking]) => (wanted.includes(lacking) ? [name] : []));
  }

  /** Of what no figure lacks. */
  readonly #nameUncounted = (reference: string): void => {
    if (!this.#unread.has(reference)) this.#unread.set(reference, 'none');
  };

  /** Reads up to the last row, yielding to everything else between slices. */
  async catchUp(): Promise<void> {
    while (this.readSlice()) await this.#ports.yieldNow();
  }

  /** Reads the few rows added since, without a pause, so that the next statement has seen every row. */
  finish(): void {
    while (this.readSlice());
  }

  /** Reads some more rows, for a few milliseconds; false if there are none. */
  readSlice(): boolean {
    try {
      const rows = this.#ports.journal.rowsAfter(this.last.sequence, SLICE);
      for (const row of rows) {
        this.#add(row);
        this.#last = row;
      }
      return rows.length > 0;
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  money(): MoneyFigures {
    return this.#money.figures();
  }

  /** All figures of a report that follow from the rows alone. */
  figures() {
    return { ...this.#money.figures(), ...this.#activity.figures(), late: this.#lateLines() };
  }

  #lateLines(): ReturnType<LatePayments['lines']> {
    return this.#late.lines(this.#nameUncounted);
  }

  /** Business dates on which the payments and refunds that moved in these rows began; `fallback` if none moved. */
  moved(fallback: string): readonly string[] {
    return this.#moved.orElse(fallback);
  }

  /** Business dates of the payments and refunds that began in these rows; `fallback` if none began. */
  begun(fallback: string): readonly string[] {
    return this.#begun.orElse(fallback);
  }

  /** The latest reconciliation of each of the `moved` dates. */
  reconciliations(fallback: string): Report['compared'] {
    return this.moved(fallback).map((date) => this.#activity.reconciliationOf(date));
  }

  unresolved(): readonly UnresolvedLine[] {
    return unresolvedIn(this.#ports.journal, this.#nameUncounted).map((line) => ({
      ...line,
      signedOff: this.#activity.signOffOf(line.reference),
    }));
  }

  #add(row: JournalRow): void {
    if (row.of === 'activity') {
      this.#activity.add(row.record, row.at);
      return;
    }
    if (row.of === 'unreadable') {
      if (row.reference !== null) this.#unread.set(row.reference, 'money');
      else this.#unread.set(String(row.sequence), isCounted(row.type) ? 'records' : 'none');
      return;
    }
    if (this.#unread.get(row.reference) === 'money') return;
    try {
      this.#move(row);
    } catch (error) {
      // An earlier row of it, from before the last Z.
      if (!isUnreadable(error)) throw error;
      this.#unread.set(row.reference, 'money');
    }
  }

  #move(row: JournalRow & { readonly of: 'payment' | 'refund' }): void {
    switch (row.of) {
      case 'payment': {
        const [before, now] = this.#payments.move(row.reference, row);
        this.#noteDates(before, now);
        this.#late.payment(now);
        this.#money.payment(before, now);
        return;
      }
      case 'refund': {
        const [before, now] = this.#refunds.move(row.reference, row);
        this.#noteDates(before, now);
        this.#late.refund(now.paymentReference);
        this.#money.refund(before, now);
        return;
      }
      default:
        row satisfies never;
    }
  }

  #noteDates(before: object | undefined, { startedAt }: Payment | Refund): void {
    this.#moved.add(startedAt);
    if (!before) this.#begun.add(startedAt);
  }
}
