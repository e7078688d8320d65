import type { Place } from '../../state/place.svelte.ts';
import type { ReceiptScan } from '../../state/sale/receipt-scan.ts';
import type { Sale } from '../../state/sale/sale.svelte.ts';
import type { ScanPlace } from './scan-watch.ts';
import { isTextField } from './text-field.ts';

const nothing = (): void => undefined;

/** A field for amounts gets its text back; others keep what was scanned, as if it had been typed. */
const undoIn = (field: HTMLElement): (() => void) => {
  if (!(field instanceof HTMLInputElement) || field.inputMode !== 'decimal') return nothing;
  const before = field.value;
  return () => {
    field.value = before;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
};

/** A PIN or a key. */
const isSecret = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'password';

const inField = (field: HTMLElement): ScanPlace =>
  'scans' in field.dataset
    ? { lets: ['Enter', 'Tab'], undo: nothing }
    : { lets: ['Tab'], undo: undoIn(field) };

/** Where a scan goes that begins with the focus on `target`. */
export const scanPlaces =
  (sale: Sale, place: Place, scan: ReceiptScan, keysElsewhere: () => boolean) =>
  (target: EventTarget | null): ScanPlace | null => {
    if (keysElsewhere() || isSecret(target)) return null;
    if (isTextField(target)) return inField(target);
    if (sale.question || place.screen !== 'sale') return { lets: [], undo: nothing };
    const before = sale.tape;
    return {
      lets: [],
      undo: (scanned) => {
        sale.restoreTape(before);
        void scan.open(scanned);
      },
    };
  };
