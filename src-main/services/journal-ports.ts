/** The journal as the services read and write it. Interfaces only. */
import type { TakingsStep } from '#domain/takings/calendar.ts';
import type { AuditKind, AuditRow } from '#domain/journal/audit.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import type { Hundredths } from '#domain/money.ts';
import type { HistoryPlace, HistoryQuery, HistoryRow, HistorySum } from '#domain/history/history.ts';
import type { ActivityRecord, Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';

/** One row of a payment or refund, as written. */
export interface StoryEntry<E> {
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly at: number;
  readonly reference: string;
  readonly event: E;
  /** SHA-256 over this row and `previousHash`; lower-case hex. */
  readonly hash: string;
  readonly previousHash: string;
}

export type JournalEntry = StoryEntry<PaymentEvent>;
export type RefundEntry = StoryEntry<RefundEvent>;

/**
 * Writes an event and returns the payment or refund after it: on disk, all or nothing. Returns undefined, and writes
 * nothing, when the event does not apply. Throws DiskFailed when the disk fails, and Error for an event that neither
 * belongs to one nor begins one.
 */
export type Append<S, E> = (reference: string, event: E, at: number) => S | undefined;

/**
 * Called with what is wrong with each row that cannot be read because it was damaged or a newer version wrote it, and
 * with the reference of its payment or refund; the other rows are returned. Without it, such a row makes the call throw.
 */
export type OnUnreadable = (error: unknown, reference: string) => void;

/** The journal's payments. Every call is synchronous; what it wrote is durable when it returns. */
export interface Journal {
  readonly append: Append<Payment, PaymentEvent>;
  payment(reference: string, onUnreadable?: OnUnreadable): Payment | undefined;
  /** The payment's running number in this journal. */
  numberOf(reference: string): number | undefined;
  /** The last running number of payments, including lost ones; 0 before the first. */
  lastPaymentNumber(): number;
  /**
   * The highest running number of the payments started up to `startedUntil` (epoch ms), in this journal or in their
   * references; 0 without one. The two differ if an import found only some of the lost payments.
   */
  highestNumber(startedUntil: number): number;
  /** Payments that still need attention, oldest first; see `needsAttention`. */
  unfinished(since: number, onUnreadable?: OnUnreadable): readonly Payment[];
  /** Started in [from, to), newest first. Epoch ms. */
  startedBetween(from: number, to: number, onUnreadable?: OnUnreadable): readonly Payment[];
  /** The newest of them, at most `limit`. */
  newestBetween(from: number, to: number, limit: number, onUnreadable?: OnUnreadable): readonly Payment[];
  /** How many of them there are. */
  countBetween(from: number, to: number): number;
  /** The payments started last, newest first, at most `limit`. */
  newestPayments(limit: number): readonly Payment[];
  story(reference: string): readonly JournalEntry[];
}

/** The journal's refunds; durable like the rest. */
export interface RefundJournal {
  /** Also throws if an intent asks for more than is left to refund of a paid payment. */
  readonly appendRefund: Append<Refund, RefundEvent>;
  refund(reference: string): Refund | undefined;
  /** The reference of the payment that a refund belongs to, also of a refund that cannot be read. */
  paymentOfRefund(reference: string): string | undefined;
  /** The refund's running number in this journal. */
  refundNumberOf(reference: string): number | undefined;
  /** The last running number of refunds, including lost ones; 0 before the first. */
  lastRefundNumber(): number;
  /** All refunds of a payment, oldest first. */
  refundsOf(paymentReference: string, onUnreadable?: OnUnreadable): readonly Refund[];
  /** Started, or last changed, in [from, to), oldest first. Epoch ms. */
  refundsBetween(from: number, to: number, onUnreadable?: OnUnreadable): readonly Refund[];
  /** Refunds that still need attention, oldest first; see `refundNeedsAttention`. */
  unfinishedRefunds(since: number, onUnreadable?: OnUnreadable): readonly Refund[];
  refundStory(reference: string): readonly RefundEntry[];
}

/** Where a record is in the journal. */
export interface RecordPlace {
  readonly sequence: number;
  readonly hash: string;
  /** Epoch ms. */
  readonly at: number;
  /** The number of the shift or Z that it records; null if it has none. */
  readonly number: number | null;
}

/** Rows that were lost, or may have been, and the last running numbers given before; see the record `tail-lost`. */
export interface Loss {
  /** The row that records it. */
  readonly sequence: number;
  readonly payments: number;
  readonly refunds: number;
  readonly shifts: number;
  readonly zs: number;
}

/** The journal's activity records; durable like the rest. Of what a newer version wrote, they are what this one knows. */
export interface ActivityJournal {
  /** Writes the record and returns it with its place: on disk when this returns. Throws when the disk fails. */
  record<T extends RecordType>(record: RecordOf<T>, at: number): Recorded<T>;
  /** The records of these types after a row of the journal (0: from the first), oldest first. */
  records<T extends RecordType>(
    types: readonly T[],
    after: number,
    onUnreadable?: OnUnreadable,
  ): readonly Recorded<T>[];
  /** The newest record of a type; with `onUnreadable`, the newest that can be read. So are those below. */
  lastRecord<T extends RecordType>(type: T, onUnreadable?: OnUnreadable): Recorded<T> | undefined;
  /** Where it is; also of one that cannot be read. */
  lastPlace(type: RecordType): RecordPlace | undefined;
  /** The last loss; also if the rest of its record cannot be read. */
  lastLoss(): Loss | undefined;
  /** The newest record of a type in which this person is `by`, or `person`. */
  lastRecordNaming<T extends RecordType>(
    type: T,
    place: 'by' | 'person',
    id: string,
    onUnreadable?: OnUnreadable,
  ): Recorded<T> | undefined;
  /** The newest records of a type, newest first, at most `limit`. */
  newestRecords<T extends RecordType>(
    type: T,
    limit: number,
    onUnreadable?: OnUnreadable,
  ): readonly Recorded<T>[];
}

/** The journal's record of printed receipts. */
export interface ReceiptJournal {
  /** Every copy of the receipt of a payment or refund that was, or may have been, printed; oldest first. */
  receiptsOf(reference: string): readonly Recorded<'receipt-printed'>[];
}

/** One row of the journal, whatever it is about. */
export type JournalRow = { readonly sequence: number; readonly at: number; readonly hash: string } & (
  | { readonly of: 'payment'; readonly reference: string; readonly event: PaymentEvent }
  | { readonly of: 'refund'; readonly reference: string; readonly event: RefundEvent }
  | { readonly of: 'activity'; readonly record: ActivityRecord }
  /** It was damaged, or a newer version wrote it. `reference` is null if it is about neither a payment nor a refund. */
  | { readonly of: 'unreadable'; readonly reference: string | null; readonly type: string }
);

/** A Z in a list. */
export interface ClosedDayLine {
  readonly number: number;
  /** Its business date. */
  readonly date: string;
  /** Epoch ms. */
  readonly at: number;
  /** Net sales by currency. */
  readonly net: Readonly<Record<string, Hundredths>>;
}

/** Writes of any kind that belong together. */
export interface JournalBatches {
  /**
   * Runs `write`, which is synchronous. Everything that it writes is on disk when this returns. If it throws, or the
   * disk fails, nothing was written.
   */
  transaction<T>(write: () => T): T;
}

/** What reports and the closing of a day read from the journal. */
export interface DayJournal {
  /** The rows after `sequence`, oldest first, at most `limit`. */
  rowsAfter(sequence: number, limit: number): readonly JournalRow[];
  /** When the last row was written (epoch ms); undefined before the first. */
  lastRowAt(): number | undefined;
  /** The newest Zs, newest first, at most `limit`. */
  closedDays(limit: number): readonly ClosedDayLine[];
  /** The Z with this number. For one that cannot be read calls `onUnreadable`, with the number of its row. */
  closedDay(number: number, onUnreadable?: (sequence: number) => void): Recorded<'day-closed'> | undefined;
  /** The last reconciliation of a business date. */
  reconciliation(date: string): Recorded<'reconciled'> | undefined;
  /** Dates covered by the last 31 Zs that have not been reconciled, newest first, at most 31. */
  unreconciledDays(): readonly string[];
}

/** Takings in one currency; sums are below zero where corrections removed more than was taken. */
export interface Takings {
  readonly paidCount: number;
  readonly paid: Hundredths;
  readonly refundedCount: number;
  readonly refunded: Hundredths;
}

/** How charges have ended so far; the rest of `started` has not ended. */
export interface ChargeEnds {
  readonly started: number;
  readonly paid: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly failed: number;
}

/** What the journal's rows add up to by quarter hours (see `quarterOf`). */
export interface TakingsJournal {
  /**
   * By step, for the quarter hours [from, to), in order; steps without takings are left out. With `hour` each step is
   * an hour of UTC, named by its first quarter hour, and `from` and `to` must begin one.
   */
  takings(
    from: number,
    to: number,
    currency: string,
    step: TakingsStep,
  ): readonly (Takings & { readonly quarter: number })[];
  /** By cashier and currency, most first; null for what was taken while nobody was signed in. */
  takingsByCashier(
    from: number,
    to: number,
  ): readonly (Takings & { readonly cashier: Person | null; readonly currency: string })[];
  /**
   * The takings within one quarter hour, in [from, to) (epoch ms). If it would take too many rows to tell, a share of
   * the quarter hour's takings by length.
   */
  takingsWithin(from: number, to: number, currency: string): Takings;
  /**
   * How the payments that began in these quarter hours have ended, and how many customers took how long; see
   * `waitStepOf`.
   */
  chargeEnds(from: number, to: number): ChargeEnds & { readonly waits: readonly number[] };
  /** False while rows of an earlier version are still being added up. */
  isAddedUp(): boolean;
}

export interface FoundHistory {
  readonly rows: readonly { readonly row: HistoryRow; readonly place: HistoryPlace }[];
  /** Where to continue, even if no row was found; null once all rows have been read. */
  readonly next: HistoryPlace | null;
}

/** Payments and refunds of all days, for listing and searching. */
export interface HistoryJournal {
  /** The matching rows after a place, newest first, at most `limit`; one that cannot be read is left out. */
  history(query: HistoryQuery, after: HistoryPlace | null, limit: number): FoundHistory;
  /** The sums of all rows that match and began in each of these times, [from, to); epoch ms. */
  historySums(
    query: HistoryQuery,
    times: readonly { readonly from: number; readonly to: number }[],
  ): readonly (readonly HistorySum[])[];
  /** Everybody who ever charged or requested a refund, by name. */
  historyCashiers(): readonly Person[];
  /** False while rows from an earlier version are still being added. */
  isHistoryWhole(): boolean;
}

/** What to read of the audit log; null matches everything. */
export interface AuditFilter {
  /** Rows older than this one. */
  readonly before: number | null;
  /** Id of a person who did it or whom it concerns. */
  readonly person: string | null;
  readonly kind: AuditKind | null;
}

/** The journal as an audit log. */
export interface AuditJournal {
  /** Newest first. One that cannot be read stands in its place. */
  audit(filter: AuditFilter, limit: number): readonly AuditRow[];
  /** Everybody whom it names, also those who have left, by the newest name of each. */
  auditPeople(): readonly Pick<Person, 'id' | 'name'>[];
}
