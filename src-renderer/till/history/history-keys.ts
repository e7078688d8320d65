import { isTextField } from '../keyboard/text-field.ts';
import { enterRows, moveAmongRows } from './row-keys.ts';

interface HistoryKeysPorts {
  readonly field: () => HTMLInputElement | undefined;
  /** The list that scrolls. */
  readonly rows: () => HTMLElement | undefined;
  /** Whether the details of a payment are open. */
  readonly isOpen: () => boolean;
  /** Closes the details, or leaves the screen. */
  readonly back: () => void;
}

const isPlain = ({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => !ctrlKey && !altKey && !metaKey;

const isInDialog = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('dialog') !== null;

const take = (event: KeyboardEvent): void => {
  event.preventDefault();
  event.stopPropagation();
};

/** The keys of the history: search, list, and the way between them and out. */
export class HistoryKeys {
  readonly #ports: HistoryKeysPorts;

  constructor(ports: HistoryKeysPorts) {
    this.#ports = ports;
  }

  enterSearch(): void {
    const field = this.#ports.field();
    field?.focus();
    field?.select();
  }

  enterRows(): boolean {
    const rows = this.#ports.rows();
    return rows ? enterRows(rows) : false;
  }

  /** '/' and Ctrl F lead to the search from everywhere except another field. */
  readonly anywhere = (event: KeyboardEvent): void => {
    if (isInDialog(event)) return;
    const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    if (!isFind && (event.key !== '/' || !isPlain(event) || isTextField(event.target))) return;
    event.preventDefault();
    this.enterSearch();
  };

  readonly inHand = (event: KeyboardEvent): void => {
    if (event.target === this.#ports.field()) this.#inSearch(event);
    else if (event.key === 'Escape' && !event.repeat) this.#escape(event);
    else if (!isTextField(event.target)) this.#inRows(event);
  };

  #inSearch(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'PageDown') {
      if (this.enterRows()) take(event);
    } else if (event.key === 'Escape') {
      take(event);
      if (!event.repeat) this.#ports.back();
    }
  }

  #escape(event: KeyboardEvent): void {
    take(event);
    if (this.#ports.isOpen()) this.#ports.back();
    else this.enterSearch();
  }

  #inRows(event: KeyboardEvent): void {
    const rows = this.#ports.rows();
    if (!rows?.contains(document.activeElement) || !isPlain(event)) return;
    const moved = moveAmongRows(rows, event.key);
    if (moved === 'above') this.enterSearch();
    if (moved) take(event);
    else if (event.key.length === 1 && event.key !== ' ') this.enterSearch();
  }
}
