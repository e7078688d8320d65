/** What was taken in a range of business days, as screens and files show it, in the till's currency. */
import type { Hundredths, Money } from '#domain/money.ts';

/** Net sales of a part of the range. */
export interface OverviewPart {
  readonly net: Hundredths;
  /** Net sales of the same part of the earlier range. */
  readonly before: Hundredths;
}

export interface Overview {
  /**
   * Business dates, both included; and the first date of the earlier range, of the same weekdays, it is compared with.
   */
  readonly from: string;
  readonly to: string;
  readonly beforeFrom: string;
  readonly currency: string;
  readonly net: Hundredths;
  readonly paidCount: number;
  readonly paid: Hundredths;
  readonly refundedCount: number;
  readonly refunded: Hundredths;
  /** Net sales in other currencies, for example from before the till's was changed. */
  readonly otherNets: readonly Money[];
  /** Net sales of the earlier range: all of it or, while the range is not over, up to the same time. */
  readonly beforeNet: Hundredths;
  readonly days: readonly (OverviewPart & { readonly date: string })[];
  /** The hours (0 … 23) from the first to the last with money in either range, in the order of the business day. */
  readonly hours: readonly (OverviewPart & { readonly hour: number })[];
  /** From Monday on; net sales by hour of the day. */
  readonly weekdays: readonly { readonly net: Hundredths; readonly hours: readonly Hundredths[] }[];
  /** `name` is null for what was taken while nobody was signed in. */
  readonly cashiers: readonly {
    readonly name: string | null;
    readonly count: number;
    readonly net: Hundredths;
  }[];
  readonly ends: {
    readonly started: number;
    readonly paid: number;
    readonly cancelled: number;
    readonly expired: number;
    readonly failed: number;
  };
  /** Paid payments by how long they took from the code, in steps of 10 s; see `waitStepOf`. */
  readonly waits: readonly number[];
  /** In seconds; null if it is not known. */
  readonly typicalWait: number | null;
  /** The current hour, if it is in the range. */
  readonly now: { readonly date: string; readonly hour: number } | null;
  /** False while rows of an earlier version are still being added up. */
  readonly isWhole: boolean;
}
