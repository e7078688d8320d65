import { SETTLE_MS } from '../../../state/sale/press-guard.svelte.ts';
import { Work } from './work.ts';

interface Press {
  /** The button or field that it was for; null for an Enter that is for the screen. */
  readonly control: Element | null;
  /** What the button said; '' for a field. */
  readonly words: string;
  /** The step of the set-up that it was pressed on, which may go on with the same button. */
  readonly step: string | undefined;
  /** All buttons and fields that were there. */
  readonly there: ReadonlySet<Element>;
  readonly at: number;
}

const BUTTONS = 'button, summary';
const CONTROLS = `${BUTTONS}, a, input, select, textarea`;

const pressOf = ({ target, timeStamp: at }: KeyboardEvent): Press => {
  const pressed = target instanceof Element ? target : document.body;
  const control = pressed.closest(CONTROLS);
  const step = pressed.closest<HTMLElement>('[data-step]')?.dataset['step'];
  return {
    control,
    words: control?.matches(BUTTONS) ? control.textContent : '',
    step,
    there: new Set(document.querySelectorAll(CONTROLS)),
    at,
  };
};

const swallow = (event: KeyboardEvent): void => {
  event.preventDefault();
  event.stopPropagation();
};

/**
 * One Enter presses a button once. Neither one that is held down nor the second of a double press asks again for what
 * the first one has asked for, or reaches what it brought, such as “Really remove?”, the amount of a refund or the next
 * step: nobody has read it.
 */
export class EnterOnce {
  #first: Press | null = null;
  readonly #work = new Work();

  /** What is pressed by hand between two Enters ends a double press, too. */
  readonly onpointerdown = (): void => {
    this.#first = null;
  };

  readonly onkeydown = (event: KeyboardEvent): void => {
    const first = this.#first;
    // Any other key ends the double press.
    if (event.key !== 'Enter') this.#first = null;
    else if (event.repeat) {
      this.#first = first && { ...first, at: event.timeStamp };
      // Lines can be typed by holding it.
      if (!(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
    } else {
      const next = pressOf(event);
      const isKept = first !== null && next.at - first.at < SETTLE_MS && this.#isUnread(first, next);
      this.#first = isKept ? { ...first, at: next.at } : next;
      if (isKept) swallow(event);
      else this.#work.watch(next.control);
    }
  };

  /**
   * Whether a press is for what has come since the first one: new words on the same button, or that it has been at work;
   * a button or field that was not there and has taken the focus; another step of the set-up.
   */
  #isUnread(first: Press, { control, words, step }: Press): boolean {
    if (step !== undefined && first.step !== step) return true;
    if (control === null) return false;
    if (first.control !== control) return !first.there.has(control);
    return first.words !== words || this.#work.hasBegun;
  }
}
