import type { Bridge } from '#contract';
import { isUnderOtherLayout, isWalletCode, mayBeReference, withoutKind } from '#contract';
import { HistorySearch } from '../history/history-search.svelte.ts';
import type { Place } from '../place.svelte.ts';
import type { Sale } from './sale.svelte.ts';

/** Shorter codes belong to goods. */
const SHORTEST_REFERENCE = 8;

/** A number that a person may have typed as an amount. */
const isShortNumber = (code: string): boolean => code.length < SHORTEST_REFERENCE && /^[\d.,]+$/.test(code);

/** A code scanned on the Sale screen; a receipt's code opens its payment in History. */
export class ReceiptScan {
  readonly #bridge: Bridge;
  readonly #sale: Sale;
  readonly #place: Place;
  readonly #asksForPin: () => boolean;

  constructor(bridge: Bridge, sale: Sale, place: Place, asksForPin: () => boolean) {
    this.#bridge = bridge;
    this.#sale = sale;
    this.#place = place;
    this.#asksForPin = asksForPin;
  }

  /** Opens the payment, or says near the amount why it cannot. */
  async open(scanned: string): Promise<void> {
    const code = withoutKind(scanned);
    if (isWalletCode(code)) this.#sale.notice.ignoreScan('wallet-code');
    else if (this.#sale.isBusy) this.#sale.notice.ignoreScan('busy');
    else if (code.length >= SHORTEST_REFERENCE && mayBeReference(code)) await this.#search(code);
    else this.#sale.notice.ignoreScan(isShortNumber(code) ? 'short-number' : 'unknown');
  }

  /** Opens nothing if the cashier moved on before main answered. */
  async #search(scanned: string): Promise<void> {
    const search = new HistorySearch(this.#bridge);
    search.text = scanned;
    await search.search();
    if (this.#asksForPin() || this.#place.screen !== 'sale') return;
    if (this.#sale.isBusy) this.#sale.notice.ignoreScan('busy');
    else if (search.problem) this.#sale.notice.showProblem(search.problem);
    else if (search.results?.length) this.#show(search);
    else this.#sale.notice.ignoreScan(isUnderOtherLayout(scanned) ? 'other-layout' : 'unknown');
  }

  #show(search: HistorySearch): void {
    this.#place.openHistory(search);
    const [payment, ...others] = search.results ?? [];
    if (payment && others.length === 0) this.#place.openStory(payment.reference);
  }
}
