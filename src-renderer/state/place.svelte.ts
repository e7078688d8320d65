export type ScreenName = 'sale' | 'settings';

/** Where in the till the cashier is. Everything but the keypad is one step away from it. */
export class Place {
  #screen = $state<ScreenName>('sale');
  #story = $state<string | null>(null);

  get screen(): ScreenName {
    return this.#screen;
  }

  /** Reference of the payment whose story is open. */
  get story(): string | null {
    return this.#story;
  }

  go(screen: ScreenName): void {
    this.#screen = screen;
    this.#story = null;
  }

  openStory(reference: string): void {
    this.#story = reference;
  }

  /** One step back to the keypad; false when already there. */
  back(): boolean {
    if (this.#screen === 'sale' && this.#story === null) return false;
    this.go('sale');
    return true;
  }
}
