import type { RefundReasonName, SettingGroup } from '#contract';
import { LeaveGuard } from './leave-guard.svelte.ts';
import type { HistoryFound } from './history/history-rows.ts';

export type ScreenName = 'sale' | 'history' | 'day' | 'overview' | 'staff' | 'audit' | 'settings' | 'set-up';

/** A page of Settings that shows no setting of the shop. */
export type TillPage = 'screen' | 'health' | 'office' | 'keys' | 'about';

/** Which screen and which payment are open. */
export class Place {
  /** Asks before a form with something unsaved is left. */
  readonly guard: LeaveGuard;
  #screen = $state<ScreenName>('sale');
  #story = $state<string | null>(null);
  #refund = $state<RefundReasonName | null>(null);
  #found = $state.raw<HistoryFound | null>(null);
  #topic = $state<SettingGroup | null>(null);
  #page = $state<TillPage | null>(null);

  constructor(closeWindow: () => void) {
    this.guard = new LeaveGuard(closeWindow);
  }

  get screen(): ScreenName {
    return this.#screen;
  }

  /** Reference of the open payment. */
  get story(): string | null {
    return this.#story;
  }

  /** The reason for which the open payment's refund form is to open; null once it has opened. */
  get refund(): RefundReasonName | null {
    return this.#refund;
  }

  refundOpened(): void {
    this.#refund = null;
  }

  /** What History opened with. */
  get found(): HistoryFound | null {
    return this.#found;
  }

  /** The group of settings that Settings opened with. */
  get topic(): SettingGroup | null {
    return this.#topic;
  }

  /** The page that Settings opened with. */
  get page(): TillPage | null {
    return this.#page;
  }

  /** Opens Settings at one of its pages. */
  openPage(page: TillPage): void {
    this.guard.leave(() => {
      this.#open('settings', null);
      this.#page = page;
    });
  }

  /** Opens Settings at one of its groups. */
  openSettings(topic: SettingGroup): void {
    this.guard.leave(() => {
      this.#open('settings', null);
      this.#topic = topic;
    });
  }

  go(screen: ScreenName): void {
    const isHere = screen === this.#screen;
    if (isHere) this.#open(screen, null);
    else this.guard.leave(() => this.#open(screen, null));
  }

  /** Opens History with the results of a search. */
  openHistory(found: HistoryFound): void {
    this.guard.leave(() => this.#open('history', found));
  }

  openStory(reference: string, refund: RefundReasonName | null = null): void {
    this.#story = reference;
    this.#refund = refund;
  }

  closeStory(): void {
    this.#story = null;
    this.#refund = null;
  }

  /**
   * Goes one step back towards the keypad. False if already there, and in the set-up, which has its own way
   * back.
   */
  back(): boolean {
    if (this.#screen === 'set-up') return false;
    if (this.#screen === 'sale' && this.#story === null) return false;
    if (this.#screen !== 'sale' && this.#story !== null) {
      this.closeStory();
      return true;
    }
    this.go('sale');
    return true;
  }

  #open(screen: ScreenName, found: HistoryFound | null): void {
    this.#screen = screen;
    this.#found = found;
    this.#topic = null;
    this.#page = null;
    this.closeStory();
  }
}
