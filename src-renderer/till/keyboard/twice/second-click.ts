import { Work } from './work.ts';

/** What a click presses; without a control, what it hits. */
const pressedBy = ({ target }: Pick<MouseEvent, 'target'>): Element | null => {
  if (!(target instanceof Element)) return null;
  return target.closest('label') ?? target.closest('button, a, summary, input, select, textarea') ?? target;
};

/** Keys of one keypad or PIN pad: fingers on neighbours are as near each other as those of a double tap. */
const areOfOnePad = (one: Element, other: Element | null): boolean => {
  const pad = one.closest('[data-pad]');
  return pad !== null && pad === other?.closest('[data-pad]');
};

/**
 * The second click of a double click presses only what the first one pressed, and only while that says the same and has
 * not been at work since: what was asked for once is done once. All else has just come under the pointer: nobody has
 * read what it would do. The keys of a pad stay where they are: each is pressed, however fast.
 */
export class SecondClick {
  #pressed: Element | null = null;
  #words: string | null = null;
  readonly #work = new Work();

  readonly onclick = (event: MouseEvent): void => {
    const pressed = pressedBy(event);
    const words = pressed?.textContent ?? null;
    const isSame = pressed === this.#pressed && words === this.#words;
    const isOther = !isSame && !(pressed && areOfOnePad(pressed, this.#pressed));
    if (event.detail > 1 && (isOther || this.#work.hasBegun)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    this.#pressed = pressed;
    this.#words = words;
    this.#work.watch(pressed);
  };
}
