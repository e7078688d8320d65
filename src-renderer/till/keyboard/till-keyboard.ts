import type { Place } from '../../state/place.svelte.ts';
import type { Sale } from '../../state/sale/sale.svelte.ts';
import { jumpOf, meaningOf } from './keys.ts';
import { isTextField } from './text-field.ts';

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, input') !== null;

/** Whether a dialog is open over everything; keys are then for it, even if nothing in it has the focus. */
const isBelowDialog = (): boolean => document.querySelector('dialog:modal') !== null;

/** The keyboard and numpad of the whole till window. */
export class TillKeyboard {
  readonly #sale: Sale;
  readonly #place: Place;
  /** Whether keys go to a PIN or a sheet. */
  readonly #keysElsewhere: () => boolean;
  readonly #help: () => void;

  constructor(sale: Sale, place: Place, keysElsewhere: () => boolean, help: () => void) {
    this.#sale = sale;
    this.#place = place;
    this.#keysElsewhere = keysElsewhere;
    this.#help = help;
  }

  /**
   * For `<svelte:window>`. A text field gets its own keys, except Escape, which leaves it; a dialog gets all
   * keys. Help opens over everything.
   */
  readonly onkeydown = (event: KeyboardEvent): void => {
    if ((this.#sale.question || isBelowDialog()) && jumpOf(event) !== 'help') return;
    if ((!this.#keysElsewhere() || jumpOf(event) === 'help') && this.#jump(event)) return;
    if (isTextField(event.target)) {
      if (event.key === 'Escape') event.target.blur();
    } else if (this.#keysElsewhere()) return;
    else if (this.#place.screen === 'sale') this.#press(event);
    else if (event.key === 'Escape' && !event.repeat) this.#place.back();
  };

  /** Whether an Escape would cancel the payment, and not lead back from somewhere first. */
  readonly cancels = ({ target }: KeyboardEvent): boolean =>
    this.#sale.mayCancel &&
    this.#place.screen === 'sale' &&
    this.#place.story === null &&
    !isTextField(target) &&
    !(this.#keysElsewhere() || this.#sale.question || isBelowDialog());

  readonly onpaste = (event: ClipboardEvent): void => {
    if (isTextField(event.target) || this.#keysElsewhere() || this.#sale.question || isBelowDialog()) return;
    if (this.#place.screen !== 'sale') return;
    event.preventDefault();
    this.#sale.entry.paste(event.clipboardData?.getData('text/plain') ?? '');
  };

  /** Handles the function keys; false for any other key. */
  #jump(event: KeyboardEvent): boolean {
    const to = jumpOf(event);
    if (to === undefined) return false;
    event.preventDefault();
    if (to === 'help') this.#help();
    else if (to === 'order-reference' || to === 'sale-note')
      document.querySelector<HTMLInputElement>(`[data-testid="${to}"]`)?.focus();
    else if (to === 'charge-again')
      document.querySelector<HTMLElement>('[data-testid="charge-again"]')?.click();
    else document.querySelector<HTMLElement>(`[data-testid="rail-${to}"]`)?.click();
    return true;
  }

  #press(event: KeyboardEvent): void {
    const meaning = meaningOf(event);
    switch (meaning?.do) {
      case undefined:
        return;
      case 'digits':
        this.#focusAmount();
        this.#sale.entry.type(meaning.digits);
        return;
      case 'separator':
        this.#focusAmount();
        this.#sale.entry.type('.');
        return;
      case 'operator':
        this.#focusAmount();
        this.#sale.entry.type(meaning.operator);
        return;
      case 'erase':
        this.#sale.entry.erase();
        return;
      case 'clear':
        this.#sale.entry.clear();
        return;
      case 'escape':
        if (this.#place.back()) return;
        this.#sale.notice.clear();
        void this.#sale.cancel();
        return;
      case 'enter':
        this.#enter(event);
    }
  }

  #enter(event: KeyboardEvent): void {
    if (isControl(event.target)) return;
    if (this.#sale.phase === 'ended') void this.#sale.startNewSale();
    else void this.#sale.charge();
  }

  /** Takes the focus from any button, so that the next Enter charges. */
  #focusAmount(): void {
    document.querySelector<HTMLElement>('[data-testid="amount"]')?.focus({ preventScroll: true });
  }
}
