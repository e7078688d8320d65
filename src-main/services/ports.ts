/** What the services need of the world, in the services' words. Interfaces only. */
import type { AuditEntry, AuditKind } from '#domain/audit.ts';
import type { GatewayPayment, Reason } from '#domain/gateway-payment.ts';
import type { Intent, Payment, PaymentEvent } from '#domain/payment.ts';
import type { HouseRecord, Recorded, RecordType } from '#domain/record.ts';
import type { GatewayRefund, Refund, RefundEvent } from '#domain/refund.ts';
import type { ChosenEnvironment, Environment, Settings } from '#domain/settings.ts';
import type { Person } from '#domain/staff.ts';

/**
 * What became of a call to the gateway. A value for everything a network and a gateway can do to us;
 * `detail` is for the log and never carries a secret.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** A definite no: the gateway understood and refused. */
  | {
      readonly kind: 'rejected';
      readonly reasons: readonly Reason[];
      /** The payment the refusal speaks of, where the body carried one. */
      readonly payment: GatewayPayment | null;
    }
  | { readonly kind: 'credentials-refused' }
  | { readonly kind: 'not-found' }
  /** Certainly not sent: no connection came about. `detail` is a short code, such as ECONNREFUSED. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** Perhaps sent: the connection broke or time ran out before an answer. `detail` likewise; `timeout` for time. */
  | { readonly kind: 'no-answer'; readonly detail: string }
  /** 5xx, and 408, 409, 429: the gateway could not say; `retryAfterMs` when it named a time. */
  | { readonly kind: 'server-fault'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'malformed'; readonly detail: string };

export interface PaymentFilter {
  readonly merchantTransactionId?: string;
  readonly methodTransactionId?: string;
  /** Epoch ms, both ends. */
  readonly startAt?: number;
  readonly endAt?: number;
  readonly statusId?: number;
  readonly currency?: string;
  readonly country?: string;
  readonly minimumAmount?: number;
  readonly maximumAmount?: number;
  readonly pageSize?: number;
  /** 1-based. */
  readonly pageIndex?: number;
  readonly sortDirection?: 'asc' | 'desc';
}

export interface PaymentPage {
  readonly payments: readonly GatewayPayment[];
  readonly pageIndex: number;
  readonly totalPages: number;
  readonly totalCount: number;
}

export interface RefundType {
  readonly id: number;
  readonly name: string;
  readonly allowsPartial: boolean;
  /** Whether the customer's bank details and the like must be sent along, which no till asks for. */
  readonly needsDetails: boolean;
}

export interface GatewayMethod {
  readonly id: number;
  readonly name: string;
  readonly active: boolean | null;
  readonly currencies: readonly string[];
  readonly countries: readonly string[];
}

export interface RefundRequest {
  readonly paymentId: string;
  readonly reference: string;
  readonly requestId: string;
  readonly amount: number;
  readonly description: string;
}

/** The payment gateway. Ids are the gateway's own, never our references. */
export interface Gateway {
  create(intent: Intent): Promise<Answer<GatewayPayment>>;
  get(id: string): Promise<Answer<GatewayPayment>>;
  list(filter: PaymentFilter): Promise<Answer<PaymentPage>>;
  cancel(id: string): Promise<Answer<GatewayPayment>>;
  createRefund(request: RefundRequest): Promise<Answer<GatewayRefund>>;
  listRefunds(paymentId: string): Promise<Answer<readonly GatewayRefund[]>>;
  getRefund(paymentId: string, refundId: string): Promise<Answer<GatewayRefund>>;
  refundTypes(paymentId: string): Promise<Answer<readonly RefundType[]>>;
  /** Method 24, Alipay: the currencies and countries it takes. */
  method(): Promise<Answer<GatewayMethod>>;
  close(): Promise<void>;
}

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
export interface RefundBook {
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
  /** Not refunded yet: on their way, in doubt, or failed no earlier than `watchedSince` (epoch ms); oldest first. */
  unfinishedRefunds(watchedSince: number): readonly Refund[];
  refundStory(reference: string): readonly RefundEntry[];
}

/** The part of the books that keeps what people did; durable like the rest. */
export interface HouseBook {
  /** Writes the record down: on disk when this returns. Throws when the disk fails. */
  record(record: HouseRecord, at: number): Recorded;
  /** The records of these types after a row of the journal (0: from the first), oldest first. */
  records<T extends RecordType>(types: readonly T[], after: number): readonly Recorded<T>[];
  /** The newest record of a type. */
  lastRecord<T extends RecordType>(type: T): Recorded<T> | undefined;
}

/** One row of the journal, whatever it speaks of. */
export type JournalRow = { readonly sequence: number; readonly at: number; readonly hash: string } & (
  | { readonly of: 'payment'; readonly reference: string; readonly event: PaymentEvent }
  | { readonly of: 'refund'; readonly reference: string; readonly event: RefundEvent }
  | { readonly of: 'house'; readonly record: HouseRecord }
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
export interface DayBook {
  /** The rows after one, oldest first, at most so many. */
  rowsAfter(sequence: number, most: number): readonly JournalRow[];
  /** The newest Zs, newest first, at most so many. */
  closedDays(most: number): readonly ClosedDayLine[];
  /** The Z of a number. */
  closedDay(number: number): Recorded<'day-closed'> | undefined;
  /** How a business date compared when it was last held against the gateway's list. */
  reconciliation(date: string): Recorded<'reconciled'> | undefined;
  /** Dates of the last month's Zs that were closed without a comparison and have had none since, newest first. */
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
export interface AuditBook {
  /** Newest first. */
  audit(filter: AuditFilter, limit: number): readonly AuditEntry[];
}

export interface WrittenExport {
  readonly fileName: string;
  readonly rows: number;
  readonly sha256: string;
}

/** What keeps an export from being written; then nothing half-written stays behind. */
export type ExportTrouble = 'folder-gone' | 'folder-refused' | 'disk-full' | 'cancelled';

export type Exported =
  ({ readonly written: true } & WrittenExport) | { readonly written: false; readonly why: ExportTrouble };

/** Rows gone through, and how many there are. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportSpan {
  /** Payments and refunds started in [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Id of an accounting preset; null for the whole file. */
  readonly preset: string | null;
  /** Where to; '' for the till's own folder. */
  readonly folder: string;
}

/**
 * Writes CSV with its checksum beside it, off the caller's thread. Every promise rejects where something went wrong
 * that has no words, such as a journal that cannot be read.
 */
export interface Exporter {
  readonly presets: readonly { readonly id: string; readonly name: string }[];
  exportPayments(
    span: ExportSpan,
    watch?: { readonly onProgress: (progress: ExportProgress) => void; readonly signal: AbortSignal },
  ): Promise<Exported>;
  /** The Z of a number into a folder; '' for the till's own. */
  exportZ(number: number, folder: string): Promise<Exported>;
  /** Everything in the journal that says who did what. */
  exportAudit(): Promise<Exported>;
  /** The newest comparison of a business date with the gateway's list; rejects where there is none. */
  exportReconciliation(date: string): Promise<Exported>;
}

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Ms that have really passed since some moment, sleep included: setting the system's clock does not move it. */
  steady(): number;
  /**
   * Calls back once when as much time has passed as lies between now and `at` (epoch ms), or as soon after as can be;
   * the result calls it off.
   */
  wakeAt(at: number, callback: () => void): () => void;
  /** Start and end of the calendar day around `at` where the shop is; epoch ms. */
  day(at: number): { readonly from: number; readonly to: number };
}

export interface Ids {
  requestId(): string;
  /** Random bytes for references. */
  bytes(count: number): Uint8Array;
  /** In [0, 1). */
  chance(): number;
}

export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

export interface SettingsFile {
  read(): Settings;
  write(settings: Settings): void;
}

/** A key that lies sealed beside the one in use: `keep` puts it in its place, `drop` forgets it. */
export type SealedKey =
  | { readonly sealed: true; keep(): void; drop(): void }
  | { readonly sealed: false; readonly why: 'no-key-store' };

/** Keeps the ApiKey. Nothing reads it back out but the wiring of the gateway, inside the main process. */
export interface Vault {
  hasKey(environment: ChosenEnvironment): boolean;
  seal(environment: ChosenEnvironment, apiKey: string): Promise<SealedKey>;
  load(environment: ChosenEnvironment): Promise<string | undefined>;
}

/** A gateway for trying out credentials that are not in use yet. */
export type OpenGateway = (environment: Environment, siteId: string, apiKey: string) => Gateway;

export type CustomerAction = 'scan' | 'pay' | 'decline' | 'walk-away';

/** What a trainer can make the practice gateway and its pretended customer do. */
export interface Training {
  act(reference: string, action: CustomerAction): boolean;
  setNetwork(state: 'up' | 'down'): Promise<void>;
  network(): 'up' | 'down';
  loseNextAnswer(): void;
}

/** This installation's Ed25519 key pair; the private half never leaves the adapter. */
export interface SigningKey {
  /** SPKI, DER, base64. */
  readonly publicKey: string;
  /** The signature in base64. */
  sign(bytes: Uint8Array): string;
}

/** What is kept of a PIN: enough to know it again, not to tell it. */
export interface PinVerifier {
  /** Base64, of this person alone. */
  readonly salt: string;
  /** scrypt's N when it was made. */
  readonly cost: number;
  /** Base64. */
  readonly hash: string;
}

export interface StaffMember extends Person {
  readonly pin: PinVerifier;
  /** Wrong PINs in a row. */
  readonly failures: number;
  /** When the last of them came; epoch ms. */
  readonly failedAt: number;
}

/** The people of this installation, one list for all environments. */
export interface StaffFile {
  read(): readonly StaffMember[];
  /** On disk when it returns; throws when the disk will not have it. */
  write(people: readonly StaffMember[]): void;
}

/** Knows PINs again without keeping them. 'unavailable': what this installation mixes into them cannot be opened. */
export interface PinKeeper {
  keep(pin: string): Promise<PinVerifier | 'unavailable'>;
  /** Takes the same time whatever the PIN. */
  check(pin: string, verifier: PinVerifier): Promise<'fits' | 'wrong' | 'unavailable'>;
}
