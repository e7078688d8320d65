import type { Bridge } from '#contract';
import { isUnderOtherLayout, isWalletCode, mayBeReference, withoutKind } from '#contract';
import { ask } from '../ask.ts';
import { NO_FILTERS } from '../history/history-filters.svelte.ts';
import type { HistoryFound } from '../history/history-rows.ts';
import { onlyPaymentIn, opensWith } from '../history/history-rows.ts';
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
  /** Counts scans; what main finds for an earlier one is out of date. */
  #scans = 0;

  constructor(bridge: Bridge, sale: Sale, place: Place, asksForPin: () => boolean) {
    this.#bridge = bridge;
    this.#sale = sale;
    this.#place = place;
    this.#asksForPin = asksForPin;
  }

  /** Opens the payment, or says near the amount why it cannot. */
  async open(scanned: string): Promise<void> {
    this.#scans += 1;
    const code = withoutKind(scanned);
    if (isWalletCode(code)) this.#sale.notice.ignoreScan('wallet-code');
    else if (this.#sale.isBusy) this.#sale.notice.ignoreScan('busy');
    else if (code.length >= SHORTEST_REFERENCE && mayBeReference(code)) await this.#search(code);
    else this.#sale.notice.ignoreScan(isShortNumber(code) ? 'short-number' : 'unknown');
  }

  /** Opens nothing if the cashier moved on before main answered. */
  async #search(scanned: string): Promise<void> {
    const scans = this.#scans;
    const reply = await ask(this.#bridge, 'history.page', { ...NO_FILTERS, text: scanned, after: null });
    if (scans !== this.#scans || this.#asksForPin() || this.#place.screen !== 'sale') return;
    if (this.#sale.isBusy) this.#sale.notice.ignoreScan('busy');
    else if (!reply.ok) this.#sale.notice.showProblem(reply.problem);
    else if (reply.value.rows.length > 0) this.#show({ text: scanned, page: reply.value });
    else this.#sale.notice.ignoreScan(isUnderOtherLayout(scanned) ? 'other-layout' : 'unknown');
  }

  #show(found: HistoryFound): void {
    this.#place.openHistory(found);
    const row = onlyPaymentIn(found.page.rows);
    const reference = row ? opensWith(row) : null;
    if (reference !== null) this.#place.openStory(reference);
  }
}
