/** The books as the services read and write them. Interfaces only. */
import type { AuditEntry, AuditKind } from '#domain/journal/audit.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import type { ActivityRecord, Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';

/** One row of the journal, as written. */
export interface JournalEntry {
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly at: number;
  readonly reference: string;
  readonly event: PaymentEvent;
  /** SHA-256 over this row and `previousHash`; lower-case hex. */
  readonly hash: string;
  readonly previousHash: string;
}

/** The payment as the books have it: where its story stands and which row said so last. */
export interface JournalPayment {
  readonly payment: Payment;
  readonly sequence: number;
  readonly hash: string;
}

/** The offline books. Every call is synchronous and durable when it returns. */
export interface Journal {
  /**
   * Writes the event, moves the payment, and returns it: on disk, all or nothing. Throws DiskFailed when the disk
   * does not take it, and Error when the event does not apply to the payment (ask `advance` first).
   */
  append(reference: string, event: PaymentEvent, at: number): Payment;
  payment(reference: string): Payment | undefined;
  /** The payment's running number in this journal. */
  numberOf(reference: string): number | undefined;
  /** Payments ever intended here; the next one's running number is this plus one. */
  paymentCount(): number;
  /**
   * Payments that somebody must still attend to, oldest first: not final; ended without money no earlier than
   * `watchedSince` (epoch ms), so that they may be paid late; paid late and not yet settled by a person.
   */
  unfinished(watchedSince: number): readonly Payment[];
  /** Started in [from, to), newest first. Epoch ms. */
  startedBetween(from: number, to: number): readonly Payment[];
  /**
   * The newest 50 payments whose reference (or its last eight signs), shop's number, gateway's or wallet's number is
   * this text, that a refund of this reference belongs to, or that are of this amount (hundredths).
   */
  search(text: string, amount: number | null): readonly Payment[];
  story(reference: string): readonly JournalEntry[];
}

/** One row of a refund's story. */
export interface RefundEntry extends Omit<JournalEntry, 'event'> {
  readonly event: RefundEvent;
}

/** The part of the books that keeps refunds; durable like the rest. */
export interface RefundJournal {
  /**
   * Writes the event, moves the refund, and returns it: on disk, all or nothing. Throws when the event does not apply
   * (ask `advanceRefund` first), when an intent asks for more than what is left of a paid payment, or when the disk fails.
   */
  appendRefund(reference: string, event: RefundEvent, at: number): Refund;
  refund(reference: string): Refund | undefined;
  /** The refund's running number in this journal. */
  refundNumberOf(reference: string): number | undefined;
  /** Refunds ever intended or found here; the next one's running number is this plus one. */
  refundCount(): number;
  /** All refunds of a payment, oldest first. */
  refundsOf(paymentReference: string): readonly Refund[];
  /** Asked for, or last changed, in [from, to), oldest first. Epoch ms. */
  refundsBetween(from: number, to: number): readonly Refund[];
  /** Not refunded yet: on their way, in doubt, or failed no earlier than `watchedSince` (epoch ms); oldest first. */
  unfinishedRefunds(watchedSince: number): readonly Refund[];
  refundStory(reference: string): readonly RefundEntry[];
}

/** The part of the books that keeps what people did; durable like the rest. */
export interface ActivityJournal {
  /** Writes the record and returns it with its place: on disk when this returns. Throws when the disk fails. */
  record<T extends RecordType>(record: RecordOf<T>, at: number): Recorded<T>;
  /** The records of these types after a row of the journal (0: from the first), oldest first. */
  records<T extends RecordType>(types: readonly T[], after: number): readonly Recorded<T>[];
  /** The newest record of a type. */
  lastRecord<T extends RecordType>(type: T): Recorded<T> | undefined;
}

/** The part of the books that counts copies. */
export interface ReceiptJournal {
  /** Every time the receipt of a payment or refund went out, or may have, oldest first. */
  receiptsOf(reference: string): readonly Recorded<'receipt-printed'>[];
}

/** One row of the journal, whatever it speaks of. */
export type JournalRow = { readonly sequence: number; readonly at: number; readonly hash: string } & (
  | { readonly of: 'payment'; readonly reference: string; readonly event: PaymentEvent }
  | { readonly of: 'refund'; readonly reference: string; readonly event: RefundEvent }
  | { readonly of: 'activity'; readonly record: ActivityRecord }
);

/** A Z in a list. */
export interface ClosedDayLine {
  readonly number: number;
  /** Its business date. */
  readonly date: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The part of the books that reports read. */
export interface DayJournal {
  /** The rows after one, oldest first, at most so many. */
  rowsAfter(sequence: number, most: number): readonly JournalRow[];
  /** The newest Zs, newest first, at most so many. */
  closedDays(most: number): readonly ClosedDayLine[];
  /** The Z of a number. */
  closedDay(number: number): Recorded<'day-closed'> | undefined;
  /** How a business date compared when it was last held against the gateway's list. */
  reconciliation(date: string): Recorded<'reconciled'> | undefined;
  /** Dates that the last 31 Zs covered without a comparison and that have had none since, newest first, at most 31. */
  unreconciledDays(): readonly string[];
}

/** What an auditor asks for; null leaves it open. */
export interface AuditFilter {
  /** Rows older than this one. */
  readonly before: number | null;
  /** Id of a person that did it or whom it concerns. */
  readonly person: string | null;
  readonly kind: AuditKind | null;
}

/** The part of the books that is read to see who did what. */
export interface AuditJournal {
  /** Newest first. */
  audit(filter: AuditFilter, limit: number): readonly AuditEntry[];
}
