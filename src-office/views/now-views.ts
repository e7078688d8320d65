/** What the shops take at this moment: GET /api/now?store=&q=&upTo=, and GET /api/live?… as `now-change.ts` has it. */
import type { Hundredths } from '#domain/money.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Alert, AlertKind } from './alert-views.ts';

export interface Hour {
  /** 0 … 23 by the store's clock. */
  readonly hour: number;
  readonly net: Hundredths;
}

/** What one store, or several together, take on their business date in one currency. */
export interface Takings {
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

/** All stores that are `counted`; or the one that was asked for. */
export interface Whole {
  /** Their business date, '2026-11-30'; that of the first by name, where they differ. */
  readonly date: string;
  /** One for each currency, the one that more stores take first. */
  readonly takings: readonly Takings[];
  readonly outcomes: Outcomes;
  /** Of all stores, counted or not. */
  readonly tills: number;
}

/** One store in a list of many. */
export interface StoreLine {
  readonly store: string;
  readonly name: string;
  /** That of all of its tills; null before the first. Of several stores `counted` says which are added up. */
  readonly environment: Environment | null;
  readonly takings: readonly {
    readonly currency: string;
    readonly net: Hundredths;
    /** Of the same weekday a week before, up to this time of day. */
    readonly netByNow: Hundredths;
  }[];
  readonly tills: number;
  /** Tills heard of within the last two minutes. */
  readonly tillsHeard: number;
  /** The gravest of its alerts; null without any. */
  readonly alert: AlertKind | null;
}

export interface Now {
  /** Epoch ms. */
  readonly at: number;
  readonly whole: Whole;
  /** Those that have `q` in their name, at most `upTo`: whichever needs somebody first, then the one that takes most. */
  readonly stores: readonly StoreLine[];
  /** How many have it in their name. */
  readonly storeCount: number;
  /** The gravest first. */
  readonly alerts: readonly Alert[];
  readonly alertCount: number;
}

/** As many as come unless more are asked for. */
export const STORES_SHOWN = 20;
export const MOST_STORES_SHOWN = 500;
