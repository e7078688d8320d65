/** What the shops take at this moment: GET /api/now, and again with each message of GET /api/live (server-sent events). */
import type { Hundredths } from '#domain/money.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Alert } from './alert-views.ts';

export interface Hour {
  /** 0 … 23 by the store's clock. */
  readonly hour: number;
  readonly net: Hundredths;
}

/** One store's business date in one currency. */
export interface StoreTakings {
  readonly currency: string;
  readonly paid: Hundredths;
  readonly paidCount: number;
  readonly refunded: Hundredths;
  readonly refundedCount: number;
  /** `paid` less `refunded`. */
  readonly net: Hundredths;
  readonly hours: readonly Hour[];
  /** The same weekday a week before: the whole day, and up to this time of day. */
  readonly before: {
    readonly net: Hundredths;
    readonly netByNow: Hundredths;
    readonly hours: readonly Hour[];
  };
}

/** How the charges that began on this business date have ended by now. */
export interface Outcomes {
  readonly paid: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly failed: number;
  readonly unfinished: number;
}

export interface StoreNow {
  readonly store: string;
  readonly name: string;
  /** That of all of its tills; null before the first. Of several stores `counted` says which are added up. */
  readonly environment: Environment | null;
  /** Its business date, '2026-11-30'. */
  readonly date: string;
  readonly takings: readonly StoreTakings[];
  readonly outcomes: Outcomes;
  readonly tills: number;
  /** Tills heard of within the last two minutes. */
  readonly tillsHeard: number;
}

export interface Now {
  /** Epoch ms. */
  readonly at: number;
  readonly stores: readonly StoreNow[];
  readonly alerts: readonly Alert[];
}
