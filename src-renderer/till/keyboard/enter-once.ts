import { SETTLE_MS } from '../../state/sale/slab-guard.svelte.ts';

interface Press {
  /** Null for an Enter that is for a field or the screen. */
  readonly button: Element | null;
  readonly words: string;
  /** The step of the set-up that it was pressed on, which may go on with the same button. */
  readonly step: string | undefined;
  /** All buttons that were there. */
  readonly there: ReadonlySet<Element>;
  readonly at: number;
}

const BUTTONS = 'button, summary';

const pressOf = ({ target, timeStamp: at }: KeyboardEvent): Press => {
  const pressed = target instanceof Element ? target : document.body;
  const button = pressed.closest(BUTTONS);
  const step = pressed.closest<HTMLElement>('[data-step]')?.dataset['step'];
  return {
    button,
    words: button?.textContent ?? '',
    step,
    there: new Set(document.querySelectorAll(BUTTONS)),
    at,
  };
};

/**
 * Whether a press is for what has come since the first one: new words on the same button or, in the set-up, another step
 * or a button that was not there.
 */
const isUnread = (first: Press, { button, words, step }: Press): boolean => {
  if (step !== undefined && first.step !== step) return true;
  if (button === null) return false;
  return first.button === button ? first.words !== words : step !== undefined && !first.there.has(button);
};

const swallow = (event: KeyboardEvent): void => {
  event.preventDefault();
  event.stopPropagation();
};

/**
 * One Enter presses a button once. Neither one that is held down nor the second of a double press reaches what the first
 * one brought, such as “Really remove?” or the next step: nobody has read it.
 */
export class EnterOnce {
  #first: Press | null = null;

  readonly onkeydown = (event: KeyboardEvent): void => {
    const first = this.#first;
    // Any other key ends the double press.
    if (event.key !== 'Enter') this.#first = null;
    // Lines can be typed by holding it.
    else if (event.repeat) {
      if (!(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
    } else {
      const next = pressOf(event);
      const isKept = first !== null && next.at - first.at < SETTLE_MS && isUnread(first, next);
      this.#first = isKept ? { ...first, at: next.at } : next;
      if (isKept) swallow(event);
    }
  };
}
