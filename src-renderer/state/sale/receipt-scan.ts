import type { Bridge } from '#contract';
import { mayBeReference } from '#contract';
import { HistorySearch } from '../history/history-search.svelte.ts';
import type { Place } from '../place.svelte.ts';
import type { Sale } from './sale.svelte.ts';

/** What a scanner read while the keypad was in front: the code of a receipt opens its payment in History. */
export class ReceiptScan {
  readonly #bridge: Bridge;
  readonly #sale: Sale;
  readonly #place: Place;
  readonly #isAway: () => boolean;

  constructor(bridge: Bridge, sale: Sale, place: Place, isAway: () => boolean) {
    this.#bridge = bridge;
    this.#sale = sale;
    this.#place = place;
    this.#isAway = isAway;
  }

  /** Opens the payment, or says near the amount why not. */
  async open(scanned: string): Promise<void> {
    if (this.#sale.isBusy) this.#sale.ignoreScan('busy');
    else if (!mayBeReference(scanned)) this.#sale.ignoreScan('unknown');
    else await this.#lookFor(scanned);
  }

  /** By the time main has answered, the cashier may have gone on: then nothing leads them away. */
  async #lookFor(scanned: string): Promise<void> {
    const search = new HistorySearch(this.#bridge);
    search.text = scanned;
    await search.search();
    if (this.#isAway() || this.#place.screen !== 'sale') return;
    if (this.#sale.isBusy) this.#sale.ignoreScan('busy');
    else if (search.problem) this.#sale.complain(search.problem);
    else if (search.found?.length) this.#show(search);
    else this.#sale.ignoreScan('unknown');
  }

  #show(search: HistorySearch): void {
    this.#place.openHistory(search);
    const [payment, ...others] = search.found ?? [];
    if (payment && others.length === 0) this.#place.openStory(payment.reference);
  }
}
