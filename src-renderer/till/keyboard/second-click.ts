/** What a click presses; without a control, what it hits. */
const pressedBy = ({ target }: Pick<MouseEvent, 'target'>): Element | null => {
  if (!(target instanceof Element)) return null;
  return target.closest('label') ?? target.closest('button, a, summary, input, select, textarea') ?? target;
};

/**
 * The second click of a double click presses only what the first one pressed, and only while that says the same and has
 * not been at work since: what was asked for once is done once. All else has just come under the pointer: nobody has
 * read what it would do.
 */
export class SecondClick {
  #pressed: Element | null = null;
  #words: string | null = null;
  #hasWorked = false;
  /** A button is off while main does what it asked for. */
  readonly #off = new MutationObserver(() => (this.#hasWorked = true));

  readonly onclick = (event: MouseEvent): void => {
    const pressed = pressedBy(event);
    const words = pressed?.textContent ?? null;
    if (event.detail > 1 && (pressed !== this.#pressed || words !== this.#words || this.#hasWorked)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    this.#pressed = pressed;
    this.#words = words;
    this.#hasWorked = false;
    this.#off.disconnect();
    if (pressed) this.#off.observe(pressed, { attributes: true, attributeFilter: ['disabled'] });
  };
}
