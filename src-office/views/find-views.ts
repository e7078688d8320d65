/** GET /api/find?q=&before= → payments and refunds of all tills by any number on paper, phone or gateway; newest first. */
import type { Hundredths } from '#domain/money.ts';

export interface FoundLine {
  readonly kind: 'payment' | 'refund';
  readonly station: string;
  readonly stationName: string;
  readonly store: string;
  /** The till's, by which its receipts and its CSV show times. */
  readonly timeZone: string;
  readonly reference: string;
  readonly number: number;
  /** The state's name in the domain. */
  readonly state: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly amount: Hundredths;
  readonly currency: string;
  readonly orderReference: string;
  readonly gatewayId: string | null;
  readonly cashier: string | null;
}

/** GET /api/payments/:station/:reference → the whole story. */
export interface FoundStory {
  readonly line: FoundLine;
  readonly events: readonly { readonly sequence: number; readonly at: number; readonly type: string }[];
  readonly refunds: readonly FoundLine[];
}

/** A till's Z, or the money of a business date that no Z covers. */
export interface DayLine {
  readonly date: string;
  readonly store: string;
  readonly station: string;
  readonly stationName: string;
  /** The till's. */
  readonly timeZone: string;
  /** `open`: the till's day still goes on, so none is missing. */
  readonly standing: 'made' | 'open' | 'missing';
  /** The Z's number; null if the till took money that day but has no Z for it. */
  readonly z: number | null;
  /** Epoch ms; null without a Z. */
  readonly closedAt: number | null;
  readonly net: Readonly<Record<string, Hundredths>>;
}

/** GET /api/days?from=&to=&store= → the stores' Zs by business date, the newest first. */
export interface Days {
  /** If there are more than fit: missing ones first, then open ones, then the newest. */
  readonly lines: readonly DayLine[];
  readonly count: number;
  readonly missing: number;
}

/** GET /api/takings?from=&to=&store= → net by date and currency of the `counted` stores, for the plot and its table. */
export interface DateTakings {
  readonly date: string;
  readonly currency: string;
  readonly net: Hundredths;
  readonly paidCount: number;
  readonly refundedCount: number;
}
/**
 * GET /api/export.csv?from=&to=&store= → the columns of a till's CSV for all tills, after columns for store and till.
 */
