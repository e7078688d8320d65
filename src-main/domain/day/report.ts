/**
 * What a till's report says: an X at any time, a Z at the end of a day. A Z covers the rows of the journal after the
 * Z before it up to itself, so that no row falls between two of them and all Zs together are the books. What became of
 * a payment is counted in the report of the row that says so, once for each end it reached.
 */
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ReconciledDay, ReconciliationResult } from './reconciliation.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ByCurrency, Totals } from '#domain/totals.ts';
import { Counting } from '#domain/totals.ts';

export type PaymentEnd = 'paid' | 'cancelled' | 'expired' | 'failed';
export type RefundEnd = 'refunded' | 'failed';

/** All that was ever paid and given back up to some row, in hundredths by currency. It never goes down. */
export type GrandTotal = Readonly<Record<string, { readonly paid: number; readonly refunded: number }>>;

/** A refund that was asked for or ended in these rows, as it stood at their end. */
export interface RefundLine {
  readonly reference: string;
  readonly paymentReference: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: Refund['state'];
  readonly askedBy: Person | null;
  readonly approvedBy: Person | null;
}

/** Money that came after the till had given the payment up: in these rows, or before them and about which they say more. */
export interface LateLine {
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  /** The end that the money overtook. */
  readonly was: Exclude<PaymentEnd, 'paid'>;
  /** A person has taken it as a sale; or all of it is back with the customer or on its way, as its refunds say. */
  readonly settled: 'open' | 'accepted' | 'given-back';
  /** It came before these rows: an earlier Z counts it. */
  readonly earlier: boolean;
}

export interface SignOff {
  readonly by: Person;
  readonly note: string;
}

/** What nobody knows the end of yet: payments without an end, refunds that may or may not have arrived. */
export interface UnresolvedLine {
  readonly kind: 'payment' | 'refund';
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: Payment['state'] | Refund['state'];
  /** Epoch ms. */
  readonly startedAt: number;
  /** The manager who answers for leaving it open; null until somebody does. */
  readonly signedOff: SignOff | null;
}

/** How many of them there are, and how much money they are about. */
export const totalUnresolved = (lines: readonly UnresolvedLine[]): Totals<UnresolvedLine['kind']> => {
  const totals = new Counting<UnresolvedLine['kind']>();
  for (const line of lines) totals.add(line.kind, line);
  return totals.all();
};

export interface ShiftLine {
  readonly number: number;
  readonly openedBy: Person;
  readonly openedAt: number;
  /** Null while it is open. */
  readonly closedBy: Person | null;
  readonly closedAt: number | null;
}

export interface CashierLine {
  /** Null for what nobody was signed in for. */
  readonly cashier: Person | null;
  readonly paid: ByCurrency;
  readonly refunded: ByCurrency;
}

export interface HourLine {
  /** 0 … 23, by the clock on the wall. */
  readonly hour: number;
  readonly paid: ByCurrency;
  readonly refunded: ByCurrency;
}

export interface Report {
  /** First and last row of the journal that it covers; the last is one below the first when there is none. */
  readonly rows: { readonly first: number; readonly last: number };
  /** Epoch ms: of the Z before, or null for the first one; and of this report. */
  readonly from: number | null;
  readonly to: number;
  /** References of the first and the last payment that began in these rows. */
  readonly references: { readonly first: string; readonly last: string } | null;
  readonly payments: Totals<'started' | PaymentEnd>;
  readonly refunds: Totals<'asked' | RefundEnd>;
  /** Paid less refunded, in hundredths by currency. */
  readonly net: Readonly<Record<string, number>>;
  readonly grandTotal: { readonly before: GrandTotal; readonly after: GrandTotal };
  readonly cashiers: readonly CashierLine[];
  readonly hours: readonly HourLine[];
  readonly refundLines: readonly RefundLine[];
  readonly late: readonly LateLine[];
  readonly unresolved: readonly UnresolvedLine[];
  readonly shifts: readonly ShiftLine[];
  readonly pinFailures: number;
  /** Receipts that went out again, by printer or as files. */
  readonly reprints: number;
  /**
   * How the gateway's own list compared with the journal when it was last held against it: each business date on which
   * a payment or refund of these rows began, oldest first; where there is none, the report's own date. Empty in Zs that
   * were written before they kept it.
   */
  readonly compared: readonly ReconciledDay[];
  /** The worst of them. */
  readonly reconciliation: ReconciliationResult;
  /** Hash of the Z before, or null for the first one; and of the last row covered. */
  readonly previousHash: string | null;
  readonly journalHead: string | null;
}

/** A day that is closed for good. */
export interface ClosedDay {
  /** 1, 2, 3 … without gaps, for ever. */
  readonly number: number;
  readonly by: Person;
  /** The business date it stands for; never before that of the Z before. */
  readonly date: string;
  /** The clock stood at an earlier date than the Z before, so that one's date was kept. */
  readonly clockWasBehind: boolean;
  readonly cutOff: string;
  readonly timeZone: string;
  readonly storeName: string;
  readonly storeId: string;
  readonly terminalId: string;
  readonly report: Report;
}

/** An Ed25519 signature over `sealedText` in UTF-8; the key is SPKI, DER, and both are base64. */
export interface Seal {
  readonly publicKey: string;
  readonly signature: string;
}

/**
 * What is signed: the text `countertop-z-1:` and the canonical JSON of the day. The text keeps a signature from being
 * passed off as one over something else.
 */
export const sealedText = (day: object): string => `countertop-z-1:${canonicalJson(day)}`;
