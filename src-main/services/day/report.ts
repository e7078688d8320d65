/** Reads the journal for a report, in slices, so that a long day does not hold up a sale. */
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { advance } from '#domain/payment/advance.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { worstOf } from '#domain/day/reconciliation.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { GrandTotal, Report, UnresolvedLine } from '#domain/day/report.ts';
import type { Tallied } from '#domain/journal/tally.ts';
import { Tally } from '#domain/journal/tally.ts';
import { currenciesIn, sumIn } from '#domain/totals.ts';
import type {
  DayJournal,
  ActivityJournal,
  Journal,
  JournalRow,
  RefundJournal,
} from '#services/journal-ports.ts';
import { LatePayments } from './late-payments.ts';
import type { Clock } from '#services/ports.ts';

export type ReportJournal = Journal & RefundJournal & ActivityJournal & DayJournal;

export interface ReportPorts {
  readonly journal: ReportJournal;
  readonly days: BusinessDays;
  readonly clock: Clock;
  /** Lets everything else at the till have its turn. */
  readonly breathe: () => Promise<void>;
}

/** Rows read in one go; well under 50 ms on a till. */
const SLICE = 250;

interface Told<E> {
  readonly sequence: number;
  readonly at: number;
  readonly event: E;
}

/** Where the stories stand whose rows go by; one that began earlier is told again from its first row. */
class Stories<S, E> {
  readonly #standing = new Map<string, S>();
  readonly #advance: (before: S | undefined, event: E, at: number) => S | undefined;
  readonly #storyOf: (reference: string) => readonly Told<E>[];

  constructor(
    advanceStory: (before: S | undefined, event: E, at: number) => S | undefined,
    storyOf: (reference: string) => readonly Told<E>[],
  ) {
    this.#advance = advanceStory;
    this.#storyOf = storyOf;
  }

  /** Moves a story by a row and says how it stood before and stands now. */
  move(reference: string, row: Told<E>): readonly [S | undefined, S] {
    const before = this.#standing.get(reference) ?? this.#earlier(reference, row.sequence);
    const now = this.#advance(before, row.event, row.at);
    if (now === undefined) throw new Error(`Row ${row.sequence} does not apply to ${reference}`);
    this.#standing.set(reference, now);
    return [before, now];
  }

  #earlier(reference: string, sequence: number): S | undefined {
    let standing: S | undefined;
    for (const row of this.#storyOf(reference)) {
      if (row.sequence >= sequence) break;
      standing = this.#advance(standing, row.event, row.at);
    }
    return standing;
  }
}

/** The business dates of many instants, most of which follow one another. */
class BusinessDates {
  readonly #days: BusinessDays;
  readonly #dates = new Set<string>();
  /** The range of the date that was added last; epoch ms. */
  #last = { from: 0, to: 0 };

  constructor(days: BusinessDays) {
    this.#days = days;
  }

  add(at: number): void {
    if (at >= this.#last.from && at < this.#last.to) return;
    this.#last = this.#days.around(at);
    this.#dates.add(this.#days.dateOf(at));
  }

  /** Oldest first; where there are none, the one given. */
  orElse(date: string): readonly string[] {
    return this.#dates.size === 0 ? [date] : [...this.#dates].sort();
  }
}

/** The rows after one, added up. It may be asked, and read on, as often as wanted. */
export class Reading {
  readonly #ports: ReportPorts;
  readonly #tally: Tally;
  readonly #payments: Stories<Parameters<Tally['payment']>[1], Parameters<typeof advance>[1]>;
  readonly #refunds: Stories<Parameters<Tally['refund']>[1], Parameters<typeof advanceRefund>[1]>;
  readonly #late: LatePayments;
  readonly #moved: BusinessDates;
  readonly #begun: BusinessDates;
  #last: Pick<JournalRow, 'sequence' | 'hash'> | null;

  /** Null reads from the first row. */
  constructor(ports: ReportPorts, after: Pick<JournalRow, 'sequence' | 'hash'> | null) {
    const { journal, days } = ports;
    this.#ports = ports;
    this.#late = new LatePayments(journal, after?.sequence ?? 0);
    this.#moved = new BusinessDates(days);
    this.#begun = new BusinessDates(days);
    this.#tally = new Tally((at) => days.hourOf(at));
    this.#payments = new Stories(advance, (reference) => journal.story(reference));
    this.#refunds = new Stories(advanceRefund, (reference) => journal.refundStory(reference));
    this.#last = after;
  }

  /** The last row read. */
  get last(): { readonly sequence: number; readonly hash: string | null } {
    return this.#last ?? { sequence: 0, hash: null };
  }

  /** Reads on to the end, letting everything else have its turn between two slices. */
  async catchUp(): Promise<void> {
    while (this.#readSlice()) await this.#ports.breathe();
  }

  /** Reads the few rows that came meanwhile: what follows at once knows every row there is. */
  finish(): void {
    while (this.#readSlice());
  }

  told(): Tallied {
    return this.#tally.told();
  }

  /** Money that came late, in these rows or earlier, as far as they speak of it. */
  late(): Report['late'] {
    return this.#late.lines();
  }

  /** The business dates of all payments and refunds that moved in these rows, by when each of them began. */
  moved(otherwise: string): readonly string[] {
    return this.#moved.orElse(otherwise);
  }

  /** Those of the payments and refunds that began in these rows. */
  begun(otherwise: string): readonly string[] {
    return this.#begun.orElse(otherwise);
  }

  /** How each date of what moved compared with the gateway's list, by the newest row that says so. */
  compared(otherwise: string): Report['compared'] {
    return this.moved(otherwise).map((date) => this.#tally.comparedOn(date));
  }

  /** What has no end as the books stand now. */
  unresolved(): readonly UnresolvedLine[] {
    const { journal } = this.#ports;
    const payments = journal
      .unfinished(Number.MAX_SAFE_INTEGER)
      .filter((payment) => !isFinal(payment))
      .map((payment) => ({ kind: 'payment' as const, ...payment }));
    const refunds = journal
      .unfinishedRefunds(Number.MAX_SAFE_INTEGER)
      .filter(({ state }) => state === 'sending' || state === 'unknown')
      .map((refund) => ({ kind: 'refund' as const, ...refund }));
    return [...payments, ...refunds].map(({ kind, reference, amount, currency, state, startedAt }) => {
      const signedOff = this.#tally.signOffOf(reference);
      return { kind, reference, amount, currency, state, startedAt, signedOff };
    });
  }

  #readSlice(): boolean {
    const rows = this.#ports.journal.rowsAfter(this.last.sequence, SLICE);
    for (const row of rows) {
      this.#take(row);
      this.#last = row;
    }
    return rows.length > 0;
  }

  #take(row: JournalRow): void {
    switch (row.of) {
      case 'payment': {
        const [before, now] = this.#payments.move(row.reference, row);
        this.#note(before, now);
        this.#late.payment(now);
        this.#tally.payment(before, now);
        return;
      }
      case 'refund': {
        const [before, now] = this.#refunds.move(row.reference, row);
        this.#note(before, now);
        this.#late.refund(now.paymentReference);
        this.#tally.refund(before, now);
        return;
      }
      case 'house':
        this.#tally.record(row.record, row.at);
        return;
      default:
        row satisfies never;
    }
  }

  #note(before: object | undefined, { startedAt }: Payment | Refund): void {
    this.#moved.add(startedAt);
    if (!before) this.#begun.add(startedAt);
  }
}

const grown = (before: GrandTotal, { payments, refunds }: Tallied): GrandTotal =>
  Object.fromEntries(
    currenciesIn(before, payments.paid, refunds.refunded).map((currency) => [
      currency,
      {
        paid: (before[currency]?.paid ?? 0) + sumIn(payments.paid, currency),
        refunded: (before[currency]?.refunded ?? 0) + sumIn(refunds.refunded, currency),
      },
    ]),
  );

const netOf = ({ payments, refunds }: Tallied): Report['net'] =>
  Object.fromEntries(
    currenciesIn(payments.paid, refunds.refunded).map((currency) => [
      currency,
      sumIn(payments.paid, currency) - sumIn(refunds.refunded, currency),
    ]),
  );

/** The report of a reading that began after the Z before, for a business date, as of now. */
export const reportOf = (
  reading: Reading,
  previous: Recorded<'day-closed'> | undefined,
  date: string,
  now: number,
): Report => {
  const told = reading.told();
  const { sequence, hash } = reading.last;
  const before = previous?.record.report.grandTotal.after ?? {};
  const compared = reading.compared(date);
  return {
    ...told,
    rows: { first: (previous?.sequence ?? 0) + 1, last: sequence },
    from: previous?.at ?? null,
    to: now,
    net: netOf(told),
    grandTotal: { before, after: grown(before, told) },
    late: reading.late(),
    unresolved: reading.unresolved(),
    compared,
    reconciliation: worstOf(compared),
    previousHash: previous?.hash ?? null,
    journalHead: hash,
  };
};

/** The X: everything since the last Z, at any time, and nothing is written down. */
export const readReport = async (ports: ReportPorts): Promise<Report> => {
  const previous = ports.journal.lastRecord('day-closed');
  const reading = new Reading(ports, previous ?? null);
  await reading.catchUp();
  const now = ports.clock.now();
  return reportOf(reading, previous, ports.days.dateOf(now), now);
};
