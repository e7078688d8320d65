/** Tells whether a button has been at work since it was pressed: it is off while main does what it asked for. */
export class Work {
  #hasBegun = false;
  readonly #off = new MutationObserver(() => (this.#hasBegun = true));

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Called when something is pressed; null if it is no element of its own. */
  watch(pressed: Element | null): void {
    this.#hasBegun = false;
    this.#off.disconnect();
    if (pressed) this.#off.observe(pressed, { attributes: true, attributeFilter: ['disabled'] });
  }
}
