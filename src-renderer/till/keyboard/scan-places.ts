import type { Place } from '../../state/place.svelte.ts';
import type { ReceiptScan } from '../../state/sale/receipt-scan.ts';
import type { Sale } from '../../state/sale/sale.svelte.ts';
import { keepOutOfPins } from './pin-keys.ts';
import type { ScanPlace } from './scan-watch.ts';
import { isTextField } from './text-field.ts';

const nothing = (): void => undefined;
const NOWHERE: ScanPlace = { lets: [], undo: nothing };

/** Fields that accept any text. */
const isForWords = (field: HTMLElement): boolean =>
  !['decimal', 'numeric'].includes(field.inputMode) &&
  (field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && ['text', 'search', 'password'].includes(field.type)));

/**
 * Amounts, dates and choices get their value back; a text field keeps what was scanned, as if it had been
 * typed.
 */
const undoIn = (field: HTMLElement): (() => void) => {
  const hasValue =
    field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement ||
    field instanceof HTMLTextAreaElement;
  if (!hasValue || isForWords(field)) return nothing;
  const before = field.value;
  return () => {
    field.value = before;
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  };
};

const isPin = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'password' && target.inputMode === 'numeric';

const EIGHT_WEIGHTS = [3, 1, 3, 1, 3, 1, 3, 1];

/** Whether eight digits are an article number (EAN-8), which ends with a check digit. */
const isSmallArticle = (digits: string): boolean => {
  const sum = Array.from(digits).reduce(
    (total, digit, place) => total + Number(digit) * (EIGHT_WEIGHTS[place] ?? 0),
    0,
  );
  return digits.length === EIGHT_WEIGHTS.length && sum % 10 === 0;
};

/** So few digits may come from a badge that types its owner's PIN, after + and − for the name. */
const mayBePin = (typed: string): boolean => {
  const digits = typed.replace(/^[+-]+/, '');
  return /^\d{1,8}$/.test(digits) && !isSmallArticle(digits);
};

const atPin = (): ScanPlace => ({ lets: [], spares: mayBePin, undo: keepOutOfPins() });

const inField = (field: HTMLElement): ScanPlace =>
  'scans' in field.dataset
    ? { lets: ['Enter', 'Tab'], undo: nothing }
    : { lets: ['Tab'], undo: undoIn(field) };

/** Whether a dialog or another form covers the screen. */
const isCovered = (): boolean => document.querySelector('dialog[open], form:not([role="search"])') !== null;

/** Searches as if the code had been scanned in the search field. */
const searchFor = (scanned: string): void => {
  const field = document.querySelector<HTMLInputElement>('[data-testid="history-search"]');
  if (!field) return;
  field.value = scanned;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.focus();
  field.form?.requestSubmit();
};

interface ScanPlacesPorts {
  readonly sale: Sale;
  readonly place: Place;
  readonly scan: ReceiptScan;
  readonly asksForPin: () => boolean;
  readonly keysElsewhere: () => boolean;
}

const atKeypad = ({ sale, scan }: ScanPlacesPorts): ScanPlace => {
  const keys = sale.watchKeys();
  return {
    lets: [],
    keep: keys.keep,
    undo: (scanned) => {
      keys.undo();
      void scan.open(scanned);
    },
  };
};

/** Where a scan goes if it begins with the focus on `target`. */
export const scanPlaces =
  (ports: ScanPlacesPorts) =>
  (target: EventTarget | null): ScanPlace => {
    const { sale, place, asksForPin, keysElsewhere } = ports;
    if (isPin(target)) return atPin();
    if (isTextField(target)) return inField(target);
    if (asksForPin()) return atPin();
    if (keysElsewhere() || sale.question || isCovered()) return NOWHERE;
    if (place.screen === 'history') return { lets: [], undo: searchFor };
    return place.screen === 'sale' ? atKeypad(ports) : NOWHERE;
  };
