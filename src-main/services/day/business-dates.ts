import type { BusinessDays } from '#domain/shop/business-day.ts';

/** Collects the business dates of many instants; quick for those in order. */
export class BusinessDates {
  readonly #days: BusinessDays;
  readonly #dates = new Set<string>();
  /** The range of the date that was added last; epoch ms. */
  #last = { from: 0, to: 0 };

  constructor(days: BusinessDays) {
    this.#days = days;
  }

  /** `at`: epoch ms. */
  add(at: number): void {
    if (at >= this.#last.from && at < this.#last.to) return;
    this.#last = this.#days.around(at);
    this.#dates.add(this.#days.dateOf(at));
  }

  /** The dates, oldest first; only `fallback` if there are none. */
  orElse(fallback: string): readonly string[] {
    return this.#dates.size === 0 ? [fallback] : [...this.#dates].sort();
  }
}
