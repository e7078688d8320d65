import { tick } from 'svelte';

/** Whether an element can have the focus: it is still there, and enabled. */
const isThere = (element: Element | null): boolean =>
  element !== null && element.isConnected && !element.matches(':disabled');

/**
 * For `{@attach}`: when what had the focus leaves the page or is disabled, `refocus` gives the focus to what takes its
 * place, as soon as something does. A field that somebody leaves stays left.
 */
export const keepFocus =
  (refocus: () => void) =>
  (within: HTMLElement): (() => void) => {
    let last: Element | null = null;
    const isLost = (): boolean => {
      const { activeElement, body } = document;
      return !isThere(last) && (activeElement === body || !isThere(activeElement));
    };
    const onfocusin = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
    };
    const watch = new MutationObserver(() => {
      if (!isLost()) return;
      // What has just come may take the focus by itself.
      void tick().then(() => {
        if (isLost()) refocus();
      });
    });
    within.addEventListener('focusin', onfocusin);
    watch.observe(within, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      watch.disconnect();
      within.removeEventListener('focusin', onfocusin);
    };
  };
