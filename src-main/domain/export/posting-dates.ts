/** On which business date each row of the journal is posted. */
import type { BusinessDays, DayRule } from '#domain/shop/business-day.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { isTimeZone } from '#domain/zone-name.ts';
import type { ZPlace } from './end-row.ts';

/** A Z as posting dates depend on it. */
export interface PostingZ extends ZPlace, DayRule {
  /** Its business date. */
  readonly date: string;
}

interface PostedRow {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  /** It has the gateway's time, and not the time at which it was written. */
  readonly isImported: boolean;
}

export interface PostingPlace {
  readonly date: string;
  /** The Z that counts the row; null while none does. */
  readonly zNumber: number | null;
}

/**
 * A row is posted on the business date on which the till wrote it, by the rule of the Z that counts it: never before the Z
 * before it nor before an earlier row, and never after that Z. What was imported has the gateway's time, so it is posted on
 * that Z's own date. While no Z counts a row, it is posted by the shop's rule of today, and may move once one does.
 *
 * So whatever happens to the clock, the shop's zone or the start of its day, nothing is posted on a date any more once
 * there is a later Z.
 */
export class PostingDates {
  readonly #zs: readonly PostingZ[];
  readonly #shopDays: BusinessDays;
  #next = 0;
  #days: BusinessDays;
  /** The latest date so far. */
  #latest: string;

  /** `before`: the last Z before the first row, if any; `zs`: all Zs after it, in order. */
  constructor(before: PostingZ | undefined, zs: readonly PostingZ[], shopDays: BusinessDays) {
    this.#zs = zs;
    this.#shopDays = shopDays;
    this.#latest = before?.date ?? '';
    this.#days = this.#daysOf(zs[0]);
  }

  /** For every row, in the order of the journal. */
  of({ sequence, at, isImported }: PostedRow): PostingPlace {
    this.#moveTo(sequence);
    const z = this.#zs[this.#next];
    const own = this.#days.dateOf(at);
    if (own > this.#latest && !isImported) this.#latest = own;
    if (!z) return { date: this.#latest || own, zNumber: null };
    return { date: isImported || this.#latest > z.date ? z.date : this.#latest, zNumber: z.number };
  }

  #moveTo(sequence: number): void {
    for (let z = this.#zs[this.#next]; z && z.sequence < sequence; z = this.#zs[this.#next]) {
      this.#latest = z.date;
      this.#next += 1;
      this.#days = this.#daysOf(this.#zs[this.#next]);
    }
  }

  #daysOf(z: PostingZ | undefined): BusinessDays {
    return z && isTimeZone(z.timeZone) ? businessDays(z) : this.#shopDays;
  }
}
