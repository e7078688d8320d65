import { SETTLE_MS } from '../../state/sale/slab-guard.svelte.ts';

type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'repeat' | 'target' | 'timeStamp' | 'preventDefault' | 'stopPropagation'
>;

interface Press {
  readonly button: Element | null;
  readonly words: string;
  readonly at: number;
}

/**
 * One Enter presses a button once. Neither one that is held down nor the second of a double press reaches what the button
 * says next, such as “Really remove?”: nobody has read it.
 */
export class EnterOnce {
  #first: Press | null = null;

  readonly onkeydown = (event: PressedKey): void => {
    const { key, repeat, target, timeStamp: at } = event;
    const first = this.#first;
    // Any other key ends the double press.
    if (key !== 'Enter') this.#first = null;
    else if (repeat) this.#hold(event);
    else {
      const button = target instanceof Element ? target.closest('button, summary') : null;
      const next = { button, words: button?.textContent ?? '', at };
      const isSecond = first !== null && at - first.at < SETTLE_MS && first.button === button;
      const isChanged = isSecond && first.words !== next.words;
      this.#first = isChanged ? { ...first, at } : next;
      if (isChanged) swallow(event);
    }
  };

  /** Lines can be typed by holding it. */
  #hold(event: PressedKey): void {
    if (!(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
  }
}

const swallow = (event: PressedKey): void => {
  event.preventDefault();
  event.stopPropagation();
};
