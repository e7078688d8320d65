import type { RefundReasonName } from '#contract';
import type { HistorySearch } from './history/history-search.svelte.ts';

export type ScreenName = 'sale' | 'history' | 'day' | 'staff' | 'audit' | 'settings';

/** Where in the till the cashier is. Everything but the keypad is one step away from it. */
export class Place {
  #screen = $state<ScreenName>('sale');
  #story = $state<string | null>(null);
  #refund = $state<RefundReasonName | null>(null);
  #search = $state.raw<HistorySearch | null>(null);

  get screen(): ScreenName {
    return this.#screen;
  }

  /** Reference of the payment whose story is open. */
  get story(): string | null {
    return this.#story;
  }

  /** The reason with which the open story is to begin giving money back; null once it has. */
  get refund(): RefundReasonName | null {
    return this.#refund;
  }

  refundBegun(): void {
    this.#refund = null;
  }

  /** The search that History was opened with. */
  get search(): HistorySearch | null {
    return this.#search;
  }

  go(screen: ScreenName): void {
    this.#screen = screen;
    this.#search = null;
    this.closeStory();
  }

  /** History with what a search has found. */
  openHistory(search: HistorySearch): void {
    this.go('history');
    this.#search = search;
  }

  openStory(reference: string, refund: RefundReasonName | null = null): void {
    this.#story = reference;
    this.#refund = refund;
  }

  closeStory(): void {
    this.#story = null;
    this.#refund = null;
  }

  /** One step back to the keypad; false when already there. */
  back(): boolean {
    if (this.#screen === 'sale' && this.#story === null) return false;
    if (this.#screen !== 'sale' && this.#story !== null) {
      this.closeStory();
      return true;
    }
    this.go('sale');
    return true;
  }
}
