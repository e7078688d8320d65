import type { AmountFault } from '#contract';
import { decimalSign, text } from '#contract';
import { moneyEntry } from './money-entry.ts';

interface MoneyKeysPorts {
  readonly currency: () => string;
  readonly value: () => string;
}

/** The keys of a money field, of one line or of several. Made while a component is. */
export class MoneyKeys {
  readonly #currency: () => string;
  #refused = $state<AmountFault | null>(null);
  /** For `{@attach}` on the input element. */
  readonly entry: ReturnType<typeof moneyEntry>;

  constructor({ currency, value }: MoneyKeysPorts) {
    this.#currency = currency;
    this.entry = moneyEntry({
      style: () => ({ currency: currency(), decimalSign: decimalSign() }),
      onrefused: (why) => (this.#refused = why),
    });
    $effect(() => {
      void value();
      this.#refused = null;
    });
  }

  /** Why the last key changed nothing, in a sentence; null if it did. */
  get refusal(): string | null {
    return this.#refused === null ? null : text(`field.${this.#refused}`, { currency: this.#currency() });
  }
}
