/** What the till needs to be connected to an office. Interfaces only. */
import type { Head } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal, Enrolled, Enrolment, EnrolmentRefusal } from '#domain/office/enrolment.ts';
import type { UntakenWhy } from '#domain/office/office-standing.ts';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import type { JournalPart, Restoring } from '#domain/office/restoring.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import type { LanguageName } from '#domain/shop/language.ts';

/** By what this till proves itself to the office at an address; never leaves the main process. */
export interface OfficeCredential extends Enrolled {
  /** An origin; see `readOfficeAddress`. */
  readonly address: string;
  /**
   * The journal that it came with, and is for: its installation, and the last row that the office has of it. A till with
   * another journal has to get this one first. Absent where it was given to the till that has the journal.
   */
  readonly journal?: { readonly installation: string; readonly end: Head } | undefined;
}

/** What the office says instead of an answer to the question. */
export type OfficeFailure =
  | { readonly kind: 'refused'; readonly refused: CredentialRefusal }
  /** Nothing came back in time, or nothing that an office says. `detail` is a code, without addresses. */
  | { readonly kind: 'unreached'; readonly detail: string; readonly retryAfterMs: number };

export type OfficeAnswer<T> = { readonly kind: 'ok'; readonly value: T } | OfficeFailure;

/** The office is reached, and does not take what was pushed; see `UNTAKEN`. */
export interface NotTaken {
  readonly kind: 'not-taken';
  readonly why: UntakenWhy;
}

/** What comes is longer than a till takes: a later version may. */
export interface TooLong {
  readonly kind: 'too-long';
}

export type EnrolmentAnswer<T = Enrolled> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly refused: EnrolmentRefusal }
  | { readonly kind: 'unreached'; readonly detail: string };

/** The office as a till with a credential reaches it. No call rejects. */
export interface Office {
  push(push: Push): Promise<OfficeAnswer<PushAnswer> | NotTaken>;
  /** The rows that it has after one. */
  rows(after: number): Promise<OfficeAnswer<JournalPart> | TooLong>;
  /** Holds the stream open, and resolves with why once it has ended; `onOpen` is called when it stands. */
  listen(on: StreamListener): Promise<OfficeFailure>;
  /** Where a phone finds the receipt of a payment of this till; made here, without asking. */
  receiptAddress(reference: string, language: LanguageName): string;
  /** Breaks off whatever is under way: what the office has not confirmed is sent again. */
  close(): Promise<void>;
}

export interface StreamListener {
  readonly onOpen: () => void;
  readonly onMessage: (message: StreamMessage) => void;
}

export interface Offices {
  enrol(address: string, enrolment: Enrolment): Promise<EnrolmentAnswer>;
  /** With a code for replacing a till that the office knows: this one takes its place. */
  restore(address: string, enrolment: Enrolment): Promise<EnrolmentAnswer<Restoring>>;
  open(credential: OfficeCredential): Office;
}

/** Keeps the credential of one environment. */
export interface OfficeVault {
  /** Whether this computer can keep a credential now. */
  isSafe(): Promise<boolean>;
  /** Null where there is none; 'unopened' where this computer no longer opens it. */
  load(): Promise<OfficeCredential | 'unopened' | null>;
  /** On disk when it resolves; rejects where it cannot be sealed or written. */
  keep(credential: OfficeCredential): Promise<void>;
  /** Throws where the disk refuses. */
  drop(): void;
}

/** How far the office has confirmed the journal, so that a start knows it before the office answers. */
export interface CursorNote {
  read(): NotedCursor | null;
  /** Never throws: without it the office is asked. */
  write(noted: NotedCursor): void;
  drop(): void;
}

export interface NotedCursor {
  readonly station: string;
  readonly cursor: Head;
  /** When the office confirmed it; epoch ms. */
  readonly at: number;
}

export interface PushBatch {
  readonly rows: readonly Push['rows'][number][];
  /** The last of them. */
  readonly upTo: Head;
}

/** The journal's chain, and its rows as they are. */
export interface PushJournal {
  /** The last row. */
  head(): Head;
  /** The hash of a row; undefined where there is no such row. */
  hashOf(sequence: number): string | undefined;
  /** The rows after one, oldest first, at most so many and so long together; null where there are none. */
  rowsToPush(after: number, mostRows: number, mostLetters: number): PushBatch | null;
}
