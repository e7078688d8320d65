/** What the shops take at this moment: GET /api/now?store=&q=&upTo=, and GET /api/live?… as in `now-change.ts`. */
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

/** How the charges begun on this business date have ended so far. */
export interface Outcomes {
  readonly paid: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly failed: number;
  readonly unfinished: number;
}

/** All stores that are `counted`, or the one that was asked for. */
export interface Whole {
  /** Their business date, '2026-11-30'; where they differ, as in several time zones, that of most of them. */
  readonly date: string;
  /** The hour of the clock in which business days begin there: earlier ones are the last of the day. */
  readonly opening: number;
  /** One for each currency, the one that most stores take first. */
  readonly takings: readonly Takings[];
  readonly outcomes: Outcomes;
  /** Of all stores, counted or not. */
  readonly tills: number;
}

/** One store in a list of many. */
export interface StoreLine {
  readonly store: string;
  readonly name: string;
  /** The environment of all its tills; null before the first till. `counted` says which stores are added up. */
  readonly environment: Environment | null;
  readonly takings: readonly {
    readonly currency: string;
    readonly net: Hundredths;
    /** The same weekday a week before, up to this time of day. */
    readonly netByNow: Hundredths;
  }[];
  readonly tills: number;
  /** Tills heard of within the last two minutes. */
  readonly tillsHeard: number;
  /** The most serious of its alerts; null if it has none. */
  readonly alert: AlertKind | null;
}

export interface Now {
  /** Epoch ms. */
  readonly at: number;
  readonly whole: Whole;
  /** Stores with `q` in their name, at most `upTo`: those that need attention first, then by takings. */
  readonly stores: readonly StoreLine[];
  /** How many stores have `q` in their name. */
  readonly storeCount: number;
  /** The most serious first. */
  readonly alerts: readonly Alert[];
  readonly alertCount: number;
}

/** Nobody sells in more; a till that claims to must not fill everybody's page. */
export const MAX_CURRENCIES = 10;
/** How many stores come by default. */
export const STORES_SHOWN = 20;
export const MAX_STORES_SHOWN = 500;
