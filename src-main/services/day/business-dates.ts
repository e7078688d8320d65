import type { BusinessDays } from '#domain/shop/business-day.ts';

/** The business dates of many instants, most of which follow one another. */
export class BusinessDates {
  readonly #days: BusinessDays;
  readonly #dates = new Set<string>();
  /** The range of the date added last; epoch ms. */
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

  /** Oldest first; `fallback` alone where there are none. */
  orElse(fallback: string): readonly string[] {
    return this.#dates.size === 0 ? [fallback] : [...this.#dates].sort();
  }
}
