/** What the connection to an office needs from outside. Interfaces only. */
import type { Head } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal, Enrolled, Enrolment, EnrolmentRefusal } from '#domain/office/enrolment.ts';
import type { UntakenWhy } from '#domain/office/office-standing.ts';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import type { JournalPart, Restoring } from '#domain/office/restoring.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import type { LanguageName } from '#domain/shop/language.ts';

/** What identifies this till to the office at an address. Never leaves the main process. */
export interface OfficeCredential extends Enrolled {
  /** An origin; see `readOfficeAddress`. */
  readonly address: string;
  /**
   * The journal that the credential belongs to: its installation, and the last row that the office has. A till with
   * another journal has to fetch this one first. Absent if the till already had the journal when it enrolled.
   */
  readonly journal?: { readonly installation: string; readonly end: Head } | undefined;
  /** The row that says that it was connected. Absent if the till got it with a journal, or from an earlier version. */
  readonly connected?: Head | undefined;
}

/** How the office can fail to answer. */
export type OfficeFailure =
  | { readonly kind: 'refused'; readonly refused: CredentialRefusal }
  /** No answer in time, or not one from an office. `detail` is a code, without addresses. */
  | { readonly kind: 'unreached'; readonly detail: string; readonly retryAfterMs: number };

export type OfficeAnswer<T> = { readonly kind: 'ok'; readonly value: T } | OfficeFailure;

/** The office answers but does not take what was pushed; see `UNTAKEN`. */
export interface NotTaken {
  readonly kind: 'not-taken';
  readonly why: UntakenWhy;
}

/** The answer is longer than this till accepts; a later version may accept it. */
export interface TooLong {
  readonly kind: 'too-long';
}

export type EnrolmentAnswer<T = Enrolled> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly refused: EnrolmentRefusal }
  /** Nothing was sent, so the code is unused. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The office may have used up the code. */
  | { readonly kind: 'unreached'; readonly detail: string };

/** The office, for a till with a credential. No call rejects. */
export interface Office {
  push(push: Push): Promise<OfficeAnswer<PushAnswer> | NotTaken>;
  /** The office's rows after a given one. */
  rows(after: number): Promise<OfficeAnswer<JournalPart> | TooLong>;
  /** Holds the stream open, and resolves with the reason once it has ended. `onOpen` is called when it is open. */
  listen(on: StreamListener): Promise<OfficeFailure>;
  /** Where a phone finds the receipt of one of this till's payments. Made here, without asking the office. */
  receiptAddress(reference: string, language: LanguageName): string;
  /** Aborts everything under way; what the office has not confirmed is sent again later. */
  close(): Promise<void>;
}

export interface StreamListener {
  readonly onOpen: () => void;
  readonly onMessage: (message: StreamMessage) => void;
}

export interface Offices {
  enrol(address: string, enrolment: Enrolment): Promise<EnrolmentAnswer>;
  /** Enrols with a code for replacing a till that the office knows: this one takes its place. */
  restore(address: string, enrolment: Enrolment): Promise<EnrolmentAnswer<Restoring>>;
  open(credential: OfficeCredential): Office;
}

/** Keeps the credential of one environment. */
export interface OfficeVault {
  /** Whether this computer can keep a credential now. */
  isSafe(): Promise<boolean>;
  /**
   * Null if there is none; 'unopened' if this computer can no longer decrypt it. Rejects with OutOfReach while the
   * system does not let it be read.
   */
  load(): Promise<OfficeCredential | 'unopened' | null>;
  /** On disk when it resolves; rejects if it cannot be sealed or written, or if what is there is out of reach. */
  store(credential: OfficeCredential): Promise<void>;
  /** Throws if the disk refuses. */
  drop(): void;
}

/** Stores how far the office has confirmed the journal, so that it is known at a start before the office answers. */
export interface CursorNote {
  read(): NotedCursor | null;
  /** Never throws; without the note, the till asks the office. */
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
  /** The hash of a row; undefined if there is no such row. */
  hashOf(sequence: number): string | undefined;
  /**
   * The rows after `after`, oldest first: at most `limit`, and about `maxCharacters` in all, but at least one. Null if
   * there are none.
   */
  rowsToPush(after: number, limit: number, maxCharacters: number): PushBatch | null;
}
