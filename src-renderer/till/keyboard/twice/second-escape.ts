import { SETTLE_MS } from '../../../state/sale/press-guard.svelte.ts';

/**
 * The second Escape of a double press cancels no payment if the first one only led back: out of a field, details, a
 * dialog or another screen. Any other key ends the double press.
 */
export class SecondEscape {
  readonly #cancels: (event: KeyboardEvent) => boolean;
  #ledBackAt = -Infinity;

  /** @param cancels whether this Escape would cancel the payment */
  constructor(cancels: (event: KeyboardEvent) => boolean) {
    this.#cancels = cancels;
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    const before = this.#ledBackAt;
    this.#ledBackAt = -Infinity;
    if (event.key !== 'Escape') return;
    const cancels = this.#cancels(event);
    const isSecond = event.timeStamp - before < SETTLE_MS;
    if (!cancels || isSecond) this.#ledBackAt = event.timeStamp;
    if (!cancels || !isSecond) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
