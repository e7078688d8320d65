import { SETTLE_MS } from '../../../state/sale/press-guard.svelte.ts';

interface Enter {
  /** Whether it was for what has the focus, not for the sale; its reference and note belong to the sale. */
  readonly isElsewhere: boolean;
  /** What the large button of the sale did at the time. */
  readonly act: string;
  readonly at: number;
}

const isElsewhere = ({ target }: Pick<Event, 'target'>): boolean =>
  target instanceof Element &&
  target.closest('button, a, summary, input, select, textarea') !== null &&
  target.closest('[data-sale-words]') === null;

/**
 * The second Enter of a double press charges nothing unless the first one was to charge, too: what has come onto the
 * keypad since, nobody has read. Any other key ends the double press.
 */
export class SecondEnter {
  readonly #act: () => string;
  #first: Enter | null = null;

  constructor(act: () => string) {
    this.#act = act;
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    const first = this.#first;
    this.#first = null;
    if (event.key !== 'Enter') return;
    // One that is held down, ends a scan or has been swallowed presses nothing; the next may still be of a double press.
    if (event.defaultPrevented) {
      this.#first = first && { ...first, at: event.timeStamp };
      return;
    }
    const next: Enter = { isElsewhere: isElsewhere(event), act: this.#act(), at: event.timeStamp };
    const isSecond = first !== null && next.at - first.at < SETTLE_MS && !next.isElsewhere;
    const isOther = next.act === 'charge' && (first?.isElsewhere === true || first?.act !== 'charge');
    this.#first = isSecond && isOther ? first : next;
    if (!isSecond || !isOther) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
