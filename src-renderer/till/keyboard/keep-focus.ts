import { tick } from 'svelte';

/** Whether nothing on the page has the focus, or what has it can no longer be used. */
const isLost = (): boolean => {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.matches(':disabled');
};

/**
 * For `{@attach}`: when what had the focus leaves the page, `refocus` gives the focus to what takes its place, as soon
 * as something does. A button that is disabled while it works has the focus again afterwards, since a key must not
 * press something else meanwhile. A field that somebody leaves stays left.
 */
export const keepFocus =
  (refocus: () => void) =>
  (within: HTMLElement): (() => void) => {
    let last: HTMLElement | null = null;
    let isWorking = false;
    const onfocusin = ({ target }: FocusEvent): void => {
      last = target instanceof HTMLElement ? target : null;
      isWorking = false;
    };
    const look = (): void => {
      if (!isLost()) return;
      if (!last?.isConnected) refocus();
      else if (last.matches(':disabled')) isWorking = true;
      else if (isWorking) last.focus();
    };
    // What has just come may take the focus by itself.
    const watch = new MutationObserver(() => void tick().then(look));
    within.addEventListener('focusin', onfocusin);
    watch.observe(within, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      watch.disconnect();
      within.removeEventListener('focusin', onfocusin);
    };
  };
