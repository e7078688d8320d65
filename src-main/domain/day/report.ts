/**
 * The figures of a till's report: an X at any time, a Z at the end of a day. A Z covers the rows of the journal after
 * the previous Z, up to itself: no row falls between two Zs, and all Zs together cover the whole journal. The journal
 * stores what these schemas describe; a figure added here does not compile until something computes it.
 */
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Immutable } from '#domain/immutable.ts';
import { hundredths } from '#domain/money-schema.ts';
import { person } from '#domain/staff/person-schema.ts';
import { reconciledDay, reconciliationResult } from './reconciliation.ts';
import {
  cashierLine,
  endTotals,
  hourLine,
  lateLine,
  lostTail,
  refundLine,
  shiftLine,
  unresolvedLine,
} from './report-lines.ts';

const grandTotal = z.record(z.string(), z.strictObject({ paid: hundredths, refunded: hundredths }));

/** Everything ever paid and refunded up to some row, by currency. Only a correction of a settlement by hand lowers it. */
export type GrandTotal = Immutable<z.infer<typeof grandTotal>>;

const report = z.strictObject({
  /** First and last row of the journal that it covers; `last` is `first` − 1 if it covers none. */
  rows: z.strictObject({ first: z.int(), last: z.int() }),
  /** Epoch ms: when the previous Z was closed, null for the first one; and when this report was made. */
  from: z.int().nullable(),
  to: z.int(),
  /** Of the first and the last payment that began in these rows. */
  references: z.strictObject({ first: z.string(), last: z.string() }).nullable(),
  ...endTotals,
  /** Paid less refunded, corrections included, by currency. */
  net: z.record(z.string(), hundredths),
  grandTotal: z.strictObject({ before: grandTotal, after: grandTotal }),
  /** The last Z cannot be read, so that both lack what was counted up to it; left out otherwise. Only an X has it. */
  grandTotalUnknown: z.literal(true).optional(),
  cashiers: z.array(cashierLine).readonly(),
  hours: z.array(hourLine).readonly(),
  refundLines: z.array(refundLine).readonly(),
  late: z.array(lateLine).readonly(),
  unresolved: z.array(unresolvedLine).readonly(),
  shifts: z.array(shiftLine).readonly(),
  pinFailures: z.int(),
  /** Lost tails that these rows record; left out if there are none. */
  lostTails: z.array(lostTail).readonly().optional(),
  /**
   * Payments and refunds that are not counted, or not whole, because rows of theirs cannot be read, and the numbers of
   * such rows of anything else that is counted; left out if there are none. Only an X has it: no day is closed over them.
   */
  unread: z.array(z.string()).readonly().optional(),
  /** Of what cannot be read, the rest, which no figure lacks; left out if there is none. */
  unreadUncounted: z.array(z.string()).readonly().optional(),
  /** Receipts printed again. */
  reprints: z.int(),
  /**
   * The latest reconciliation of each business date on which a payment or refund of these rows began, oldest first; if
   * none began, that of the report's own date. The earliest Zs lack it.
   */
  compared: z.array(reconciledDay).readonly().default([]),
  /** The worst of them. */
  reconciliation: reconciliationResult,
  /** Hash of the previous Z, null for the first one; and of the last row covered. */
  previousHash: z.string().nullable(),
  journalHead: z.string().nullable(),
});
export type Report = Immutable<z.infer<typeof report>>;

export const closedDay = z.strictObject({
  /** 1, 2, 3 …, never reset; without gaps unless the journal lost its tail. */
  number: z.int().min(1),
  by: person,
  /** Its business date; never before that of the previous Z. */
  date: z.iso.date(),
  /** The clock was behind the previous Z, so that Z's date was used again. */
  clockWasBehind: z.boolean(),
  cutOff: z.string(),
  timeZone: z.string(),
  /**
   * See `DayRule`. Left out if the settings name the zone, so that the first Zs, which lack this key, keep the text
   * their seals sign.
   */
  timeZoneAssumed: z.literal(true).optional(),
  storeName: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  /** See `Mark.identity`; the earliest Zs lack it. */
  installation: z.string().optional(),
  report,
});
export type ClosedDay = Immutable<z.infer<typeof closedDay>>;

/** An Ed25519 signature over `sealedText` in UTF-8; the key is SPKI, DER, and both are base64. */
export const seal = z.strictObject({ publicKey: z.base64(), signature: z.base64() });
export type Seal = Immutable<z.infer<typeof seal>>;

/**
 * What is signed: `countertop-z-1:` and the canonical JSON of the day. The prefix keeps a signature over a day from
 * being used for anything else.
 */
export const sealedText = (day: object): string => `countertop-z-1:${canonicalJson(day)}`;
