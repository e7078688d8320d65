import type { Bridge, HistoryPageView, Problem } from '#contract';
import { ask } from '../ask.ts';
import type { HistoryFilters } from './history-filters.svelte.ts';
import type { HistoryFound, HistoryRead } from './history-rows.ts';
import { withNewest, withOlder, withPayment, withRefund } from './history-rows.ts';

/** Main is asked once nobody has typed for this long. */
const PAUSE_MS = 120;

/** Pages can be empty; they are read until there are this many rows, or no more pages. */
const MIN_ROWS = 30;

/** The payments and refunds of all days that match the search and the filters. */
export class HistoryList {
  readonly #bridge: Bridge;
  readonly #filters: HistoryFilters;
  #read = $state.raw<HistoryRead | null>(null);
  #whole = $state(true);
  #problem = $state.raw<Problem | null>(null);
  #reading = $state(false);
  /** Counts queries; a reply to an earlier one is out of date. */
  #question = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #refreshIn: ReturnType<typeof setTimeout> | undefined;
  /** As typed or scanned. */
  text = $state('');

  /** `found`: what a search without filters has found, which is shown until it is read again. */
  constructor(bridge: Bridge, filters: HistoryFilters, found: HistoryFound | null = null) {
    this.#bridge = bridge;
    this.#filters = filters;
    if (!found) return;
    this.text = found.text;
    this.#read = found.page;
    this.#whole = found.page.whole;
  }

  /** Null before the first answer. */
  get read(): HistoryRead | null {
    return this.#read;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Whether more rows are being looked for. */
  get reading(): boolean {
    return this.#reading;
  }

  /** Why there are no rows: the search found none, or there are none yet. Null while rows may still come. */
  get nothing(): 'found' | 'yet' | null {
    if (this.#reading || !this.#read || this.#read.next !== null || this.#read.rows.length > 0) return null;
    const { filter, hidden } = this.#filters;
    return this.text.trim() !== '' || filter !== 'all' || hidden > 0 ? 'found' : 'yet';
  }

  /** False while payments of an earlier version are still missing from the index. */
  get whole(): boolean {
    return this.#whole;
  }

  /** Reads the newest page, and again whenever a payment or refund changes; the result stops it. */
  start(): () => void {
    const stops = [
      this.#bridge.on('history.changed', (payment) => this.#change((read) => withPayment(read, payment))),
      this.#bridge.on('refund.changed', (refund) => this.#change((read) => withRefund(read, refund))),
      this.#bridge.on('till.changed', () => this.#refreshSoon()),
      this.#bridge.on('till.replaced', () => this.#refreshSoon()),
    ];
    if (!this.#read) void this.search();
    else {
      // What has changed since it was found was pushed before anything listened here.
      this.#refreshSoon();
      if (this.#read.rows.length < MIN_ROWS) void this.more();
    }
    return () => {
      this.#question += 1;
      clearTimeout(this.#pause);
      clearTimeout(this.#refreshIn);
      for (const stop of stops) stop();
    };
  }

  /** Call after someone has typed or chosen something. */
  searchSoon(): void {
    clearTimeout(this.#pause);
    // Results of the previous query are no longer waited for.
    this.#question += 1;
    this.#reading = true;
    this.#pause = setTimeout(() => void this.search(), PAUSE_MS);
  }

  /** True once the rows are the answer; false if it failed, or if something else is looked for meanwhile. */
  async search(): Promise<boolean> {
    clearTimeout(this.#pause);
    this.#question += 1;
    return this.#readOn(this.#question, true);
  }

  /** Reads older rows, if there are any and none are being read. */
  async more(): Promise<void> {
    if (this.#reading || !this.#read?.next) return;
    await this.#readOn(this.#question, false);
  }

  /** Shows a newer view at once, wherever its row is; only the newest page is read again. */
  #change(newer: (read: HistoryRead) => HistoryRead): void {
    if (this.#read) this.#read = newer(this.#read);
    this.#refreshSoon();
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshIn);
    this.#refreshIn = setTimeout(() => void this.#refresh(), PAUSE_MS);
  }

  async #page(question: number, after: HistoryPageView['next']): Promise<HistoryPageView | null> {
    const input = { text: this.text.slice(0, 200), ...this.#filters.input, after };
    const reply = await ask(this.#bridge, 'history.page', input);
    if (question !== this.#question) return null;
    this.#problem = reply.ok ? null : reply.problem;
    if (!reply.ok) return null;
    this.#whole = reply.value.whole;
    return reply.value;
  }

  /**
   * Reads from the start, or from where the last page ended, until there is something to show. False if it
   * failed, or if something else is looked for meanwhile.
   */
  async #readOn(question: number, isNew: boolean): Promise<boolean> {
    this.#reading = true;
    const enough = (isNew ? 0 : (this.#read?.rows.length ?? 0)) + MIN_ROWS;
    for (let before = isNew ? null : this.#read; ; before = this.#read) {
      const page = await this.#page(question, before?.next ?? null);
      if (question !== this.#question) return false;
      if (page) this.#read = before && this.#read ? withOlder(this.#read, page) : page;
      if (page && page.next !== null && (this.#read?.rows.length ?? 0) < enough) continue;
      this.#reading = false;
      return page !== null;
    }
  }

  async #refresh(): Promise<void> {
    if (this.#reading) {
      this.#refreshSoon();
      return;
    }
    const page = await this.#page(this.#question, null);
    // Older rows are being added, below those that the newest page may replace.
    if (this.reading) this.#refreshSoon();
    else if (page && this.#read) this.#read = withNewest(this.#read, page);
  }
}
