/** Between the watch for scans, at the top of the window, and whatever asks for a PIN, deep in it. */

const KEYS_BEGIN = 'keys-begin';

/** Undoes what was typed since, and says why. */
type Undo = () => void;

/** Before keys that may be a scan; the result takes them out of every PIN. */
export const keepOutOfPins = (): Undo => {
  const undos: Undo[] = [];
  window.dispatchEvent(new CustomEvent(KEYS_BEGIN, { detail: undos }));
  return () => {
    for (const undo of undos) undo();
  };
};

/** For `$effect`: `remember` is called before keys that may be a scan. */
export const whenKeysBegin = (remember: () => Undo): (() => void) => {
  const onKeys = (event: Event): void => {
    if (event instanceof CustomEvent && Array.isArray(event.detail)) event.detail.push(remember());
  };
  window.addEventListener(KEYS_BEGIN, onKeys);
  return () => window.removeEventListener(KEYS_BEGIN, onKeys);
};
