/** Connects the scan watch, at the top of the window, with PIN entries deep inside it. */

const KEYS_BEGIN = 'keys-begin';

/** Undoes what was typed since, and says why. */
type Undo = () => void;

/** Call before keys that may be a scan; the result removes them from every PIN. */
export const keepOutOfPins = (): Undo => {
  const undos: Undo[] = [];
  window.dispatchEvent(new CustomEvent(KEYS_BEGIN, { detail: undos }));
  return () => {
    for (const undo of undos) undo();
  };
};

/** For `$effect`: calls `remember` before keys that may be a scan. */
export const whenKeysBegin = (remember: () => Undo): (() => void) => {
  const onKeys = (event: Event): void => {
    if (event instanceof CustomEvent && Array.isArray(event.detail)) event.detail.push(remember());
  };
  window.addEventListener(KEYS_BEGIN, onKeys);
  return () => window.removeEventListener(KEYS_BEGIN, onKeys);
};
