import { SETTLE_MS } from '../../state/sale/slab-guard.svelte.ts';

type PressedKey = Pick<KeyboardEvent, 'key' | 'timeStamp' | 'preventDefault' | 'stopPropagation'>;

/** The second Enter of a double press leaves no page that has come since the first one: nobody has read it. */
export class PageEnter {
  readonly #page: () => string;
  #first: { readonly page: string; readonly at: number } | null = null;

  constructor(page: () => string) {
    this.#page = page;
  }

  readonly onkeydown = (event: PressedKey): void => {
    const first = this.#first;
    this.#first = null;
    // Any other key ends the double press.
    if (event.key !== 'Enter') return;
    const page = this.#page();
    const isSecond = first !== null && event.timeStamp - first.at < SETTLE_MS && first.page !== page;
    this.#first = { page: isSecond ? first.page : page, at: event.timeStamp };
    if (!isSecond) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
