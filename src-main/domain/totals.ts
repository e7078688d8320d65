import type { Hundredths, Money } from './money.ts';

/** A count and a sum in one currency. */
export interface Total {
  readonly count: number;
  readonly sum: Hundredths;
}

export type ByCurrency = Readonly<Record<string, Total>>;

/** Totals by name, such as a state; names without any are left out. */
export type Totals<K extends string> = Readonly<Partial<Record<K, ByCurrency>>>;

const NOTHING: Total = { count: 0, sum: 0 };

/** Adds up amounts by name. Throws RangeError rather than exceed what a number holds exactly. */
export class Counting<K extends string> {
  readonly #totals = new Map<K, Map<string, Total>>();

  add(name: K, { amount, currency }: Money): void {
    const named = this.#totals.get(name) ?? new Map<string, Total>();
    const { count, sum } = named.get(currency) ?? NOTHING;
    if (!Number.isSafeInteger(sum + amount)) throw new RangeError(`The sum of ${currency} is too large`);
    this.#totals.set(name, named.set(currency, { count: count + 1, sum: sum + amount }));
  }

  of(name: K): ByCurrency {
    return Object.fromEntries(this.#totals.get(name) ?? []);
  }

  all(): Totals<K> {
    const named = [...this.#totals.keys()].map((name) => [name, this.of(name)]);
    return Object.fromEntries(named) as Totals<K>;
  }
}

export const sumIn = (totals: ByCurrency | undefined, currency: string): Hundredths =>
  totals?.[currency]?.sum ?? 0;

/** Every currency in any of them, in alphabetical order. */
export const currenciesIn = (
  ...totals: readonly (Readonly<Record<string, unknown>> | undefined)[]
): readonly string[] => [...new Set(totals.flatMap((one) => Object.keys(one ?? {})))].sort();
